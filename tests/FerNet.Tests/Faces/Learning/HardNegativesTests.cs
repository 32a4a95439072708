using FerNet.Faces.Learning;
using FerNet.Pictures;
using FerNet.Training.Native;
using SkiaSharp;

namespace FerNet.Tests.Faces.Learning;

public sealed class HardNegativesTests : IDisposable
{
    private readonly HardNegatives negatives;

    public HardNegativesTests()
    {
        NativeTorch.Require();
        negatives = new HardNegatives();
    }

    public void Dispose() => negatives.Dispose();

    [Fact]
    public void None_are_known_before_the_first_search() => Assert.Empty(negatives.Places());

    /// <summary>Whatever a detector finds in a background counts as a mistake, so drawn faces stand in for what only looks like one.</summary>
    [Fact]
    public void What_the_detector_finds_in_a_background_is_kept_with_its_place()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        byte[] graph = Graph(detector);
        PictureLevels[] backgrounds = [Background(null), Background(new FaceBox(60, 40, 90, 90)), Background(null)];
        negatives.Search(graph, backgrounds, default);
        Assert.NotEmpty(negatives.Places());
        Assert.All(negatives.Places(), place => Assert.Equal(1, place.Background));
        HardNegative best = negatives.Places()[0];
        Assert.InRange(best.X, 75, 135);
        Assert.InRange(best.Y, 55, 115);
        Assert.InRange(best.Side, 50, 150);

        negatives.Search(graph, [Background(null)], default);
        Assert.Empty(negatives.Places());
    }

    [Fact]
    public void Scenes_show_such_a_place_again_and_again()
    {
        byte[] levels = new byte[200 * 200];
        for (int y = 80; y < 120; y++) levels.AsSpan((y * 200) + 80, 40).Fill(255);
        PictureLevels[] backgrounds = [new PictureLevels(new GreyPicture(200, 200, levels)), new PictureLevels(new GreyPicture(200, 200, new byte[200 * 200]))];
        CounterRandomScenes(backgrounds, out int bright, out int count);
        Assert.True(bright > 0.9 * count, $"{bright} of {count} scenes show the place");
    }

    private static void CounterRandomScenes(PictureLevels[] backgrounds, out int bright, out int count)
    {
        (bright, count) = (0, 100);
        for (int i = 0; i < count; i++)
        {
            FerNet.Training.CounterRandom random = new(1, i);
            Scene scene = new(112);
            Ground.DrawAround(scene, backgrounds[0], new HardNegative(0, 100, 100, 40), ref random);
            if (scene.Pixels.Max() - scene.Pixels.Min() > 40) bright++;
        }
    }

    private static byte[] Graph(FaceDetector detector)
    {
        using TemporaryFolder folder = new();
        string file = folder.File("faces.onnx");
        detector.Save(file);
        return File.ReadAllBytes(file);
    }

    private static PictureLevels Background(FaceBox? face)
    {
        using SKBitmap bitmap = new(220, 180, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(new SKColor(120, 120, 120));
            if (face is { } box)
            {
                using SKBitmap drawn = FerNet.Samples.Drawing.DrawnFaces.Picture(Emotion.Happy, 3, 192);
                using SKImage image = SKImage.FromBitmap(drawn);
                canvas.DrawImage(image, new SKRect(box.X, box.Y, box.X + box.Width, box.Y + box.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            }
        }
        return new PictureLevels(Picture.FromColour(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan()).GreyPicture);
    }
}
