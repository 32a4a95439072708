using BenchmarkDotNet.Attributes;
using FerNet.Imaging;

namespace FerNet.Benchmarks;

/// <summary>One face from gray levels to seven probabilities: the small model of the package against the default one, its rival.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001",
    Justification = "BenchmarkDotNet wants an open class and calls the cleanup itself.")]
public class FaceScoring
{
    private readonly byte[] levels = new byte[FacePatch.PixelCount];
    private EmotionPredictor plain = null!, fast = null!;

    [GlobalSetup]
    public void Setup()
    {
        new Random(1).NextBytes(levels);
        EmotionPredictorOptions options = new() { Threads = 1 };
        (plain, fast) = (EmotionPredictor.CreateDefault(options), EmotionPredictor.CreateFast(options));
    }

    [Benchmark(Baseline = true)]
    public EmotionPrediction Default() => plain.PredictPatch(levels);

    [Benchmark]
    public EmotionPrediction Fast() => fast.PredictPatch(levels);

    [GlobalCleanup]
    public void Free()
    {
        plain.Dispose();
        fast.Dispose();
    }
}
