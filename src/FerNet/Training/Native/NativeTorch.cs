using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace FerNet.Training.Native;

/// <summary>Makes sure that torch's native half can be loaded before anything of TorchSharp is touched.</summary>
/// <remarks>
/// Without the native half TorchSharp prints to the console and spoils its types for the life of the process; asking first turns
/// that into one error. On systems whose C++ library is older than GCC 13's, TorchSharp's own library is refused for one version
/// number of which it needs no symbol; there a private copy with that requirement marked weak is loaded. See docs/decisions.
/// </remarks>
internal static class NativeTorch
{
    private const string MissingVersion = "GLIBCXX_3.4.32";

    private static readonly Lazy<string?> Problem = new(Load);

    /// <exception cref="DllNotFoundException">The application references no libtorch; the message names the package and the command.</exception>
    public static void Require()
    {
        if (Problem.Value is { } problem) throw new DllNotFoundException(problem);
    }

    private static string? Load()
    {
        string? folder = Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, FileName("torch_cpu"))));
        if (folder is null)
        {
            return $"Training needs torch's native library ({FileName("torch_cpu")}), which this application does not have. " +
                $"Add it with: dotnet add package {PackageName()} (or TorchSharp-cuda-linux, TorchSharp-cuda-windows for a graphics card). Prediction works without it.";
        }
        if (!OperatingSystem.IsLinux()) return null;

        // The order matters: each library needs those before it, and finds them by name once they are loaded.
        foreach (string name in (string[])["c10", "torch_cpu", "torch"])
        {
            if (!NativeLibrary.TryLoad(Path.Combine(folder, FileName(name)), out _)) return $"{Path.Combine(folder, FileName(name))} cannot be loaded: it is damaged or made for another system. Restore the package {PackageName()} anew.";
        }
        string? binding = Folders().Select(f => Path.Combine(f, "libLibTorchSharp.so")).FirstOrDefault(File.Exists);
        if (binding is null) return "libLibTorchSharp.so is missing beside the application. Restore the package TorchSharp anew.";
        TensorMemory.Keep();
        return NativeLibrary.TryLoad(binding, out _) ? null : LoadPatched(binding);
    }

    private static string? LoadPatched(string binding)
    {
        byte[] library = File.ReadAllBytes(binding);
        if (!SymbolVersionPatch.MakeWeak(library, MissingVersion)) return $"{binding} cannot be loaded: this system's C++ library is too old for it, or the file is damaged.";
        string folder = Directory.CreateTempSubdirectory("fernet-torch-").FullName;
        string copy = Path.Combine(folder, "libLibTorchSharp.so");
        try
        {
            File.WriteAllBytes(copy, library);
            if (!NativeLibrary.TryLoad(copy, out IntPtr handle)) return $"{binding} cannot be loaded on this system, not even without its check for {MissingVersion}.";
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) => Resolve(assembly, name, handle);
            return null;
        }
        finally
        {
            // A loaded library stays mapped after its file is gone, so nothing is left behind.
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IntPtr Resolve(Assembly assembly, string name, IntPtr handle) =>
        assembly.GetName().Name == "TorchSharp" && name == "LibTorchSharp" ? handle : IntPtr.Zero;

    private static IEnumerable<string> Folders()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"));
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static string PackageName() => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? "libtorch-cpu-linux-x64"
        : "TorchSharp-cpu";
}
