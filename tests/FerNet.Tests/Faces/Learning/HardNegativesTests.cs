using FerNet.Faces.Learning;
using FerNet.Pictures;
using FerNet.Tests.Support;
using FerNet.Training.Native;

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
    public void A_scene_around_such_a_place_shows_all_of_it_somewhere_inside()
    {
        byte[] levels = new byte[200 * 200];
        for (int y = 80; y < 120; y++) levels.AsSpan((y * 200) + 80, 40).Fill(255);
        PictureLevels background = new(new GreyPicture(200, 200, levels));
        List<(double X, double Y)> middles = [];
        for (int i = 0; i < 100; i++)
        {
            FerNet.Training.CounterRandom random = new(1, i);
            Scene scene = new(112);
            Ground.DrawAround(scene, background, new HardNegative(0, 100, 100, 40), ref random);
            float half = (scene.Pixels.Max() + scene.Pixels.Min()) / 2;
            int[] bright = [.. Enumerable.Range(0, scene.Pixels.Length).Where(at => scene.Pixels[at] > half)];
            // A square of 40 pixels that is shown with a side of 28 to 64, less where the scene ends.
            Assert.InRange(bright.Length, 400, 5000);
            middles.Add((bright.Average(at => at % 112), bright.Average(at => at / 112)));
        }
        Assert.All(middles, middle => Assert.True(middle.X is > 10 and < 102 && middle.Y is > 10 and < 102, $"{middle}"));
        Assert.InRange(middles.Max(middle => middle.X) - middles.Min(middle => middle.X), 40, 92);
    }

    private static byte[] Graph(FaceDetector detector)
    {
        using TemporaryFolder folder = new();
        string file = folder.File("faces.onnx");
        detector.Save(file);
        return File.ReadAllBytes(file);
    }

    private static PictureLevels Background(FaceBox? face) => new(DrawnPicture.On(220, 180, 120, face).GreyPicture);
}
