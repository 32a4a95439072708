using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Workarounds;

/// <summary>
/// What torch does without FerNet's workarounds. A test that fails here says that its workaround can go, see docs/workarounds.md.
/// </summary>
public class TorchTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void TorchSharps_library_is_refused_by_the_C_library_of_GCC_12()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(file), "This build has no libLibTorchSharp.so.");
        NativeTorch.Require();
        Assert.SkipWhen(File.ReadAllBytes(LoadedLibrary("libstdc++.so.6")).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Version)) >= 0,
            $"This system's C++ library has {Version}.");
        using TemporaryFolder folder = new();
        string copy = folder.Write("libLibTorchSharp.so", File.ReadAllBytes(file));
        Assert.False(NativeLibrary.TryLoad(copy, out _));
    }

    [Fact]
    public void Convolutions_in_bfloat16_answer_wrongly_on_some_processors()
    {
        string[] features = ProcessorFeatures();
        Assert.SkipUnless(IsIntel() && features.Contains("avx512_bf16") && !features.Contains("amx_bf16"),
            "Known from Intel's processors with AVX512-BF16 and without AMX; AMD's Zen 4 answers rightly.");
        NativeTorch.Require();
        Assert.Contains([4, 8, 12, 24, 40], filters => DifferenceOfHalf(filters) > 0.03f);
    }

    /// <summary>
    /// Blocks above 32 MB, which glibc maps anew each time whatever it has learned from earlier ones: 40 of them have 400,000 pages.
    /// </summary>
    [Fact]
    public void Without_settings_glibc_gives_freed_memory_back_to_the_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only glibc's memory is tuned.");
        Assert.SkipWhen(File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[always]", StringComparison.Ordinal),
            "This system serves large blocks with huge pages.");
        if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null)
        {
            TestProcess.Run($"*{nameof(TorchTests)}.{nameof(Without_settings_glibc_gives_freed_memory_back_to_the_system)}",
                ("MALLOC_ARENA_MAX", "8"));
            return;
        }
        NativeTorch.Require();
        long before = PageFaults.Count();
        for (int i = 0; i < 40; i++) torch.ones(10 << 20).Dispose();
        Assert.InRange(PageFaults.Count() - before, 300_000, long.MaxValue);
    }

    /// <summary>The largest difference of a convolution of one channel to float64, as a share of the largest value.</summary>
    private static float DifferenceOfHalf(int filters)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(1, torch.CPU);
        torch.Tensor maps = ChannelsLast.Convert(torch.randn([16, 1, 48, 48], generator: random)),
            kernel = ChannelsLast.Convert(torch.randn([filters, 1, 3, 3], generator: random));
        torch.Tensor right = ConvolutionBackend.Double.Compute(maps, kernel, null, 1, 1, 1).to(torch.float32);
        // The kernels read memory that nobody wrote: it is filled with what cannot be the answer.
        using Scalar nothing = float.NaN.ToScalar();
        torch.full([1 << 22], nothing).Dispose();
        torch.Tensor half = ConvolutionBackend.Half.Compute(maps, kernel, null, 1, 1, 1).to(torch.float32);
        float difference = (right - half).abs().max().item<float>() / right.abs().max().item<float>();
        return float.IsNaN(difference) ? 1 : difference;
    }

    private static bool IsIntel() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").Any(line => line.EndsWith("GenuineIntel", StringComparison.Ordinal));

    private static string[] ProcessorFeatures() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split(' ')
        : [];

    /// <summary>The file of a library that this process has loaded.</summary>
    private static string LoadedLibrary(string name) => Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
        .First(module => module.ModuleName.StartsWith(name, StringComparison.Ordinal)).FileName;
}
