using System.Xml.Linq;
using FerNet.Tests.Docs;

namespace FerNet.Tests.Consumers;

/// <summary>An application that trains: with torch's native library beside the package.</summary>
[Collection(typeof(OnePackage))]
public sealed class TrainingTests(PackedFeed feed)
{
    private const string Program = """
        using FerNet;
        using FerNet.Imaging;
        using FerNet.Networks;
        using FerNet.Training;

        byte[] pixels = new byte[70 * FacePatch.PixelCount];
        Emotion[] labels = [.. Enumerable.Range(0, 70).Select(i => (Emotion)(i % 7))];
        for (int i = 0; i < pixels.Length; i++)
        {
            int face = i / FacePatch.PixelCount, row = i / 48 % 48, column = i % 48;
            bool isEye = Math.Abs(row - 16) < 4 && Math.Abs(Math.Abs(column - 24) - 10) < 3 + (face % 7 % 3);
            bool isMouth = Math.Abs(row - 36 - ((face % 7) - 3) * (column - 24) * (column - 24) / 150) < 2 && Math.Abs(column - 24) < 14;
            pixels[i] = (byte)(isEye || isMouth ? 40 : 180);
        }
        EmotionTrainerOptions options = new()
        {
            Network = Network.Fast,
            Recipe = TrainingRecipe.Fast with { BatchSize = 10 },
            Epochs = 2,
            MetricsCallback = Console.WriteLine,
        };
        using EmotionModel model = new EmotionTrainer(options).Train(FerDataset.FromFaces(pixels, labels));
        model.Save("trained.zip");
        using EmotionPredictor predictor = EmotionPredictor.Load("trained.zip");
        Console.WriteLine($"trained: {predictor.PredictPatch(pixels.AsSpan(0, FacePatch.PixelCount)).Probabilities.Sum():0.000}");
        """;

    [Fact]
    public void With_the_native_library_it_trains_two_epochs_and_predicts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package of the native library is Linux's.");
        string version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")!.Value == "libtorch-cpu-linux-x64").Attribute("Version")!.Value;
        using Application application = new(feed, Program, packages: ("libtorch-cpu-linux-x64", version));
        string[] lines = application.Run().TrimEnd().Split(Environment.NewLine);
        Assert.Equal("trained: 1.000", lines[^1]);
        Assert.Equal(3, lines.Length);
    }
}
