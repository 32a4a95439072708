using System.Globalization;
using FerNet.Drawing;

namespace FerNet.Tests.Consumers;

/// <summary>One FerNet beside the SkiaSharp of ML.NET and beside newer ones.</summary>
[Collection(typeof(OnePackage))]
public sealed class SkiaVersionTests(PackedFeed feed)
{
    private const string NativeHalf = "SkiaSharp.NativeAssets.Linux.NoDependencies";

    private const string Program = """
        using System.Globalization;
        using FerNet;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = FaceSearch.None });
        IEnumerable<string> probabilities =
            predictor.Predict(args[0]).Probabilities.Select(p => p.ToString("0.000000", CultureInfo.InvariantCulture));
        Console.WriteLine(string.Join(' ', probabilities));
        if (args.Length > 1)
        {
            MLContext context = new();
            IDataView data = context.Data.LoadFromEnumerable([new Row { Path = args[0] }]);
            var steps = context.Transforms.LoadImages("Image", "", "Path")
                .Append(context.Transforms.ResizeImages("Image", 32, 24))
                .Append(context.Transforms.ExtractPixels("Pixels", "Image"));
            using MLImage image = MLImage.CreateFromFile(args[0]);
            Console.WriteLine($"{steps.Fit(data).Transform(data).GetColumn<float[]>("Pixels").Single().Length} {image.Pixels.Length}");
        }

        class Row
        {
            public string Path { get; set; } = "";
        }
        """;

    [Fact]
    public void Beside_the_package_alone_ML_NETs_own_image_steps_work()
    {
        using Application application = new(feed, Program);
        string image = InputImage(application);
        string[] lines = application.Run(image, "steps").Trim().Split(Environment.NewLine);
        AssertPredicted(image, lines[^2]);
        Assert.Equal($"{32 * 24 * 3} {200 * 200 * 4}", lines[^1]);
    }

    [Theory]
    [InlineData("2.88.9")]
    [InlineData("4.155.0")]
    public void An_application_with_its_own_version_predicts(string version)
    {
        using Application application = new(feed, Program, packages: [("SkiaSharp", version), (NativeHalf, version)]);
        string image = InputImage(application);
        AssertPredicted(image, application.Run(image).Trim().Split(Environment.NewLine)[^1]);
    }

    [Fact]
    public void With_version_3_it_predicts_and_a_native_half_that_is_missing_or_of_another_version_is_one_clear_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native half of this test is Linux's.");
        using Application application = new(feed, Program, packages: [("SkiaSharp", "3.119.4"), (NativeHalf, "3.119.4")]);
        string image = InputImage(application);
        AssertPredicted(image, application.Run(image).Trim().Split(Environment.NewLine)[^1]);

        string[] natives = Directory.GetFiles(Path.Combine(application.Folder, "bin"), "libSkiaSharp.so", SearchOption.AllDirectories);
        Assert.NotEmpty(natives);
        string older =
            Path.Combine(PackedFeed.Cache, NativeHalf.ToLowerInvariant(), "2.88.9", "runtimes", "linux-x64", "native", "libSkiaSharp.so");
        foreach (string native in natives) File.Copy(older, native, overwrite: true);
        AssertRefused(application, image, "SkiaSharp 3.119.4 asks for its version 119.0, but the one that was found is version 88.1");

        foreach (string native in natives) File.Delete(native);
        AssertRefused(application, image,
            "SkiaSharp 3.119.4 asks for its version 119.0, which this application does not have for linux-");
    }

    private static string InputImage(Application application) =>
        application.Write("me.png", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));

    private static void AssertPredicted(string image, string line)
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = FaceSearch.None });
        IReadOnlyList<float> expected = predictor.Predict(image).Probabilities;
        float[] actual = [.. line.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Count, actual.Length);
        for (int i = 0; i < actual.Length; i++) Assert.InRange(actual[i], expected[i] - 2e-6f, expected[i] + 2e-6f);
    }

    private static void AssertRefused(Application application, string image, string expected)
    {
        (int code, _, string error) = DotNet.Start("dotnet", application.Folder, "run", "-c", "Release", "--no-build", "--", image);
        Assert.NotEqual(0, code);
        Assert.Contains(expected, error);
        Assert.Contains($"dotnet add package {NativeHalf} --version 3.119.4", error);
    }
}
