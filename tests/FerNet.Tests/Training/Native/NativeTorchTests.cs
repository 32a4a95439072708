using FerNet.Tests.Support;
using FerNet.Training.Native;

namespace FerNet.Tests.Training.Native;

public class NativeTorchTests
{
    private static readonly string Binding =
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void A_failure_is_not_remembered_and_a_success_is()
    {
        bool isLoaded = false;
        int loads = 0;
        string? Load() => ++loads switch
        {
            1 => "the library is missing",
            2 => null,
            _ => throw new InvalidOperationException("loaded again"),
        };
        Assert.Equal("the library is missing", Assert.Throws<DllNotFoundException>(() => NativeTorch.Require(ref isLoaded, Load)).Message);
        NativeTorch.Require(ref isLoaded, Load);
        NativeTorch.Require(ref isLoaded, Load);
        Assert.Equal(2, loads);
    }

    [Fact]
    public void A_library_that_cannot_be_loaded_is_named_before_TorchSharp_asks_for_it()
    {
        using TemporaryFolder folder = new();
        string name = OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";
        string path = folder.Write(name, new byte[100]);
        Assert.StartsWith($"{path} cannot be loaded: it is damaged", NativeTorch.LoadAll(folder.Path, ["torch_cpu"]));
        Assert.Null(NativeTorch.LoadAll(folder.Path, []));
    }

    /// <summary>As NuGet lays packages out, and a notebook uses them.</summary>
    [Fact]
    public void Beside_the_package_of_TorchSharp_the_package_of_torch_is_found_in_its_own_version_alone()
    {
        using TemporaryFolder packages = new();
        string assembly = Path.GetDirectoryName(packages.Write("torchsharp/0.107.0/lib/net8.0/TorchSharp.dll", []))!;
        string system = NativeFolders.PortableIdentifier();
        string Library(string version) => $"libtorch-cpu-{system}/{version}/runtimes/{system}/native/{NativeTorch.LibraryName}";
        packages.Write(Library("0.0.1"), []);
        Assert.Null(NativeTorch.FindFolder(NativeFolders.InPackages(assembly)));
        string found = packages.Write(Library(NativeTorch.Version), []);
        Assert.Equal(Path.GetDirectoryName(found), NativeTorch.FindFolder(NativeFolders.InPackages(assembly)));
        Assert.Contains(packages.File(Path.Combine("torchsharp", "0.107.0", "runtimes", system, "native")),
            NativeFolders.InPackages(assembly));
        Assert.Empty(NativeFolders.InPackages(packages.Path));
        Assert.Empty(NativeFolders.InPackages(null));
    }

    /// <summary>In a process of its own that is allowed one core: other tests compute with torch's threads meanwhile.</summary>
    [Fact]
    public void Torch_uses_no_more_threads_than_the_process_may()
    {
        NativeTorch.Require();
        Assert.InRange(TorchSharp.torch.get_num_threads(), 1, Environment.ProcessorCount);
        if (Environment.GetEnvironmentVariable("DOTNET_PROCESSOR_COUNT") == "1") return;
        TestProcess.Run("*NativeTorchTests.Torch_uses_no_more_threads_than_the_process_may", ("DOTNET_PROCESSOR_COUNT", "1"));
    }

    [Fact]
    public void A_library_is_loaded_from_memory_and_later_found_by_the_path_it_stands_in_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux()
            && File.Exists(Binding), "Only Linux has anonymous files, and this build has no libLibTorchSharp.so.");
        NativeTorch.Require();
        byte[] library = File.ReadAllBytes(Binding);
        Assert.True(SymbolVersionPatch.MakeWeak(library, "GLIBCXX_3.4.32"));
        Assert.Null(PatchedLibrary.FromMemory(library, out nint first));
        Assert.Null(PatchedLibrary.FromMemory(library, out nint second));
        Assert.NotEqual(first, second);
        const string Path = "/no/such/folder/libLibTorchSharp.so";
        Assert.False(System.Runtime.InteropServices.NativeLibrary.TryLoad(Path, out _));
        Assert.True(LoadedNames.Rename(first, Path));
        Assert.True(System.Runtime.InteropServices.NativeLibrary.TryLoad(Path, out nint found));
        Assert.Equal(first, found);
    }

    [Fact]
    public void What_is_no_library_is_refused_from_memory_and_from_a_folder_and_nothing_is_left_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux loads libraries from memory.");
        string temporary = Path.GetTempPath();
        string[] before = Directory.GetDirectories(temporary, "fernet-torch-*");
        Assert.Equal("the loader refused it", PatchedLibrary.FromMemory(new byte[100], out _));
        Assert.Contains("the loader refused", PatchedLibrary.FromTemporaryFolder(new byte[100], out _));
        Assert.Contains("mounted noexec", PatchedLibrary.Load(new byte[100], "/somewhere/lib.so", out _));
        Assert.Equal(before, Directory.GetDirectories(temporary, "fernet-torch-*"));
    }

    /// <summary>In a process of its own: a library that is loaded already needs no folder.</summary>
    [Fact]
    public void Torch_loads_without_a_temporary_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The temporary folder is used on Linux only.");
        TestProcess.Run("*SymbolVersionPatchTests.Torch_can_be_loaded_here", ("TMPDIR", "/proc/no-such-folder"),
            ("DOTNET_EnableDiagnostics", "0"));
    }
}
