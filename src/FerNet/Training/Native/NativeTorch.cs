using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Training.Native;

/// <summary>Makes sure that torch's native half can be loaded before anything of TorchSharp is touched.</summary>
/// <remarks>
/// Without the native half TorchSharp prints to the console and spoils its types for the life of the process; asking first turns
/// that into one error. On systems whose C++ library is older than GCC 13's, TorchSharp's own library is refused for one version
/// number of which it needs no symbol; there a private copy with that requirement marked weak is loaded. See decision 0002.
/// A failure is not remembered: the next call looks again. Thread-safe.
/// </remarks>
internal static class NativeTorch
{
    /// <summary>The version of torch that TorchSharp was built for.</summary>
    public const string Version = "2.10.0";

    private const string MissingVersion = "GLIBCXX_3.4.32";

    private static readonly Lock Loading = new();
    private static bool isLoaded;

    /// <exception cref="DllNotFoundException">The application references no libtorch; the message names the package and the
    /// command.</exception>
    public static void Require() => Require(ref isLoaded, () => Load(FindFolder(NativeFolders.All())));

    /// <summary>Loads torch from a folder that has it; nothing is done where it is loaded already.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says why.</exception>
    public static void RequireFrom(string folder) => Require(ref isLoaded, () => Load(folder));

    /// <summary>The file by which a folder of torch is known.</summary>
    public static string LibraryName => FileName("torch_cpu");

    /// <summary>The first folder that has torch's library; null where none has.</summary>
    public static string? FindFolder(IEnumerable<string> folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, LibraryName)));

    /// <summary>Loads once; a load that fails, which it does by answering why, is tried again by the next call.</summary>
    internal static void Require(ref bool isLoaded, Func<string?> load)
    {
        lock (Loading)
        {
            if (isLoaded) return;
            if (load() is { } problem) throw new DllNotFoundException(problem);
            isLoaded = true;
        }
    }

    /// <summary>
    /// Torch counts the machine's cores; .NET counts those that a container or an affinity leaves to this process. More threads than these
    /// only wait for each other.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void LimitThreads()
    {
        if (torch.get_num_threads() > Environment.ProcessorCount) torch.set_num_threads(Environment.ProcessorCount);
    }

    private static string? Load(string? folder)
    {
        if (folder is null)
        {
            return $"Training needs torch's native library ({LibraryName}), which this application does not have. " +
                $"Add it with: dotnet add package {PackageName()} (or TorchSharp-cuda-linux, TorchSharp-cuda-windows for a graphics " +
                $"card), in a notebook with: #r \"nuget: libtorch-cpu-{NativeFolders.PortableIdentifier()}, {Version}\". " +
                "Prediction works without it.";
        }
        // The order matters: each library needs those before it, and finds them by name once they are loaded.
        if (LoadAll(folder, ["c10", "torch_cpu", "torch"]) is { } damaged) return damaged;
        string file = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : FileName("LibTorchSharp");
        string? binding = NativeFolders.All().Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
        if (binding is null) return $"{file} is missing beside the application. Restore the package TorchSharp anew.";
        TensorMemory.Keep();
        if (!NativeLibrary.TryLoad(binding, out IntPtr handle))
        {
            if (!OperatingSystem.IsLinux())
                return $"{UntrustedText.Quote(binding)} cannot be loaded: it is damaged or made for another system. Restore the package " +
                    "TorchSharp anew.";
            byte[] library = File.ReadAllBytes(binding);
            if (!SymbolVersionPatch.MakeWeak(library, MissingVersion))
                return $"{binding} cannot be loaded: this system's C++ library is too old for it, or the file is damaged.";
            if (PatchedLibrary.Load(library, binding, out handle) is { } problem) return problem;
        }
        Resolve(handle);
        LimitThreads();
        return null;
    }

    /// <summary>
    /// Loads libraries of a folder in order; answers why one cannot be loaded. TorchSharp would remember that failure for the life of the
    /// process.
    /// </summary>
    internal static string? LoadAll(string folder, IEnumerable<string> names)
    {
        string[] paths = [.. names.Select(name => Path.Combine(folder, FileName(name)))];
        string? damaged = paths.FirstOrDefault(path => !NativeLibrary.TryLoad(path, out _));
        return damaged is null
            ? null
            : $"{UntrustedText.Quote(damaged)} cannot be loaded: it is damaged or made for another system. Restore the package " +
            $"{PackageName()} anew.";
    }

    /// <summary>
    /// Answers TorchSharp when it asks for its library: in the load context that it was loaded into, which for a plug-in is not the default
    /// one.
    /// </summary>
    private static void Resolve(IntPtr binding)
    {
        Assembly torchSharp = typeof(torch).Assembly;
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(torchSharp) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += (assembly, name) => assembly == torchSharp && name == "LibTorchSharp" ? binding : IntPtr.Zero;
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static string PackageName() => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? "libtorch-cpu-linux-x64"
        : "TorchSharp-cpu";
}
