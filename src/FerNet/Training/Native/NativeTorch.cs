using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Training.Native;

/// <summary>Loads torch's native library before TorchSharp is used. Thread-safe.</summary>
/// <remarks>
/// Without the native library, TorchSharp writes to the console, and its types cannot be used until the process ends. Loading it first
/// turns this into an exception. On systems whose C++ library is older than that of GCC 13, the loader refuses TorchSharp's library because
/// of one symbol version, although the library uses no symbol of it. There a private copy is loaded in which this requirement is marked
/// weak. See docs/decisions/0002. After a failure, the next call tries again.
/// </remarks>
internal static class NativeTorch
{
    /// <summary>The version of torch that TorchSharp was built for.</summary>
    public const string Version = "2.10.0";

    private const string MissingVersion = "GLIBCXX_3.4.32";

    private static readonly Lock Loading = new();
    private static bool isLoaded;

    /// <exception cref="DllNotFoundException">The application does not reference libtorch; the message contains the package and the
    /// command.</exception>
    public static void Require() => Require(ref isLoaded, () => Load(FindFolder(NativeFolders.All())));

    /// <summary>Loads torch from a folder, unless it is already loaded.</summary>
    /// <exception cref="DllNotFoundException">The library cannot be loaded; the message says why.</exception>
    public static void RequireFrom(string folder) => Require(ref isLoaded, () => Load(folder));

    /// <summary>The file name that identifies a folder with torch.</summary>
    public static string LibraryName => FileName("torch_cpu");

    /// <summary>The first folder with torch's library; null if there is none.</summary>
    public static string? FindFolder(IEnumerable<string> folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, LibraryName)));

    /// <summary>Loads once. <paramref name="load"/> returns an error message or null; after an error, the next call tries again.</summary>
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
    /// Limits torch's threads to the processors of this process. Torch uses the number of cores of the machine and ignores the limits of a
    /// container and the processor affinity.
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
        // The order matters: each library depends on those before it, and finds them by name once they are loaded.
        if (LoadAll(folder, ["c10", "torch_cpu", "torch"]) is { } damaged) return damaged;
        string file = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : FileName("LibTorchSharp");
        string? binding = NativeFolders.All().Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
        if (binding is null) return $"{file} is missing beside the application. Restore the package TorchSharp anew.";
        TensorMemory.ConfigureAllocator();
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
    /// Loads libraries of a folder in order. Returns an error message if one cannot be loaded. In TorchSharp, such a failure would last
    /// until the process ends.
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

    /// <summary>Resolves TorchSharp's native library in TorchSharp's load context, which is not the default one in a plug-in.</summary>
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
