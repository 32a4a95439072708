using BenchmarkDotNet.Attributes;
using FerNet.Samples.Drawing;
using SkiaSharp;

namespace FerNet.Benchmarks;

/// <summary>
/// The largest face of a photograph of 2,400 x 3,000 pixels: stopping where nothing larger can follow, against its rival, the search for
/// all faces.
/// </summary>
/// <remarks>Takes the picture in the environment variable FERNET_PORTRAIT, a portrait of any size; without one, a drawn face.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001",
    Justification = "BenchmarkDotNet wants an open class and calls the cleanup itself.")]
public class LargestFace
{
    private EmotionPredictor predictor = null!;
    private Picture portrait = null!;

    [GlobalSetup]
    public void Setup()
    {
        predictor = EmotionPredictor.CreateDefault();
        portrait = Environment.GetEnvironmentVariable("FERNET_PORTRAIT") is { } path ? Picture.Load(path) : Drawn(2400, 3000, 1200);
    }

    [Benchmark(Baseline = true)]
    public int All() => predictor.PredictFaces(portrait).Count;

    [Benchmark]
    public EmotionPrediction Largest() => predictor.Predict(portrait);

    [GlobalCleanup]
    public void Free() => predictor.Dispose();

    private static Picture Drawn(int width, int height, int side)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque),
            face = DrawnFaces.Picture(Emotion.Happy, 3, side);
        bitmap.Erase(new SKColor(110, 110, 110));
        using (SKCanvas canvas = new(bitmap)) canvas.DrawBitmap(face, (width - side) / 2, (height - side) / 2);
        return Picture.FromColor(width, height, bitmap.GetPixelSpan());
    }
}
