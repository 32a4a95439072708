using BenchmarkDotNet.Attributes;

namespace FerNet.Benchmarks;

/// <summary>The largest face of a photograph of 2,400 x 3,000 pixels: stopping where nothing larger can follow, against its rival, the search for all faces.</summary>
/// <remarks>Takes the picture in the environment variable FERNET_PORTRAIT, a portrait of any size; without one, noise, in which neither finds a face.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet wants an open class and calls the cleanup itself.")]
public class LargestFace
{
    private EmotionPredictor predictor = null!;
    private Picture portrait = null!;

    [GlobalSetup]
    public void Setup()
    {
        predictor = EmotionPredictor.CreateDefault();
        portrait = Environment.GetEnvironmentVariable("FERNET_PORTRAIT") is { } path ? Picture.Load(path) : Noise(2400, 3000);
    }

    [Benchmark(Baseline = true)]
    public int All() => predictor.PredictFaces(portrait).Count;

    [Benchmark]
    public EmotionPrediction Largest() => predictor.Predict(portrait);

    [GlobalCleanup]
    public void Free() => predictor.Dispose();

    private static Picture Noise(int width, int height)
    {
        byte[] levels = new byte[width * height];
        new Random(1).NextBytes(levels);
        return Picture.FromGrey(width, height, levels);
    }
}
