using System.IO.Compression;
using System.Text.Json;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>A console application that references nothing but the package: it predicts, and ML.NET alone agrees.</summary>
[Collection(typeof(OnePackage))]
public sealed class ConsoleTests(PackedFeed feed)
{
    private const string Program = """
        using System.Text.Json;
        using FerNet;
        using FerNet.Imaging;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        string zip = args[0], facePath = args[1];
        byte[] bytes = File.ReadAllBytes(facePath);
        EmotionPredictorOptions whole = new() { Faces = FaceSearch.None };
        using EmotionPredictor predictor = EmotionPredictor.Load(zip, whole);
        using MemoryStream stream = new(bytes);
        using MLImage image = MLImage.CreateFromFile(facePath);
        MLContext context = new();
        IDataView data = context.Data.LoadFromEnumerable([new Row { Image = bytes }]);
        using EmotionPredictor shipped = EmotionPredictor.CreateDefault();
        string error = "";
        try
        {
            byte[] pixels = new byte[14 * FacePatch.PixelCount];
            // A teacher that cannot answer any more: what is missing is said before it is asked.
            EmotionModel teacher = EmotionModel.LoadFast();
            teacher.Dispose();
            FerDataset faces = FerDataset.FromFaces(pixels, [.. EmotionExtensions.All, .. EmotionExtensions.All]);
            new EmotionTrainer(new EmotionTrainerOptions { Teachers = [teacher] }).Train(faces);
        }
        catch (DllNotFoundException missing)
        {
            error = missing.Message;
        }
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            path = predictor.Predict(facePath).Probabilities,
            bytes = predictor.Predict(bytes).Probabilities,
            stream = predictor.Predict(stream).Probabilities,
            image = predictor.Predict(image).Probabilities,
            mlnet = context.Model.Load(zip, out _).Transform(data).GetColumn<float[]>("Score").Single(),
            shipped = shipped.Predict(facePath).Probabilities,
            error,
        }));

        class Row
        {
            public byte[] Image { get; set; } = [];
        }
        """;

    [Fact]
    public void An_application_with_only_the_package_predicts_and_ML_NET_agrees_to_the_sixth_digit()
    {
        using Application application = new(feed, Program);
        string zip = application.Write("model.zip", SmallModel.Bytes);
        string facePath = application.Write("face.png", EncodedImages.Gray(SmallModel.Faces.Pixels(2).ToArray(), 48, 48));
        string output = application.Run(zip, facePath);

        using JsonDocument answer = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        using EmotionModel model = SmallModel.Load();
        float[] expected = model.Score(SmallModel.Faces.Pixels(2));
        foreach (string door in (string[])["path", "bytes", "stream", "image", "mlnet"])
        {
            float[] actual = [.. answer.RootElement.GetProperty(door).EnumerateArray().Select(number => number.GetSingle())];
            for (int i = 0; i < 7; i++) Assert.InRange(actual[i], expected[i] - 1e-6f, expected[i] + 1e-6f);
        }
        Assert.Equal(7, answer.RootElement.GetProperty("shipped").GetArrayLength());
        string error = answer.RootElement.GetProperty("error").GetString()!;
        Assert.Contains("Training needs torch's native library", error);
        Assert.Contains("dotnet add package", error);
        Assert.Empty(Directory.GetFiles(application.Folder, "libtorch*", SearchOption.AllDirectories));

        // Without ONNX Runtime's native half there is one clear error, too.
        foreach (string native in Directory.GetFiles(application.Folder, "*onnxruntime.*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".dll", StringComparison.Ordinal)
            || file.Contains("native", StringComparison.Ordinal))) File.Delete(native);
        (int code, _, string missing) =
            DotNet.Start("dotnet", application.Folder, "run", "-c", "Release", "--no-build", "--", zip, facePath);
        Assert.NotEqual(0, code);
        Assert.Contains("dotnet add package Microsoft.ML.OnnxRuntime", missing);
    }

    [Fact]
    public void The_package_holds_what_a_stranger_needs_and_no_torch()
    {
        using ZipArchive package = feed.Open();
        string[] names = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);
        Assert.Contains("lib/net10.0/FerNet.dll", names);
        Assert.Contains("lib/net10.0/FerNet.xml", names);
        Assert.DoesNotContain(names, name => name.Contains("libtorch", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(new FileInfo(feed.PackagePath).Length, 100_000, 10_000_000);
        Assert.True(File.Exists(Path.ChangeExtension(feed.PackagePath, ".snupkg")));
        using StreamReader readme = new(package.GetEntry("README.md")!.Open());
        string page = readme.ReadToEnd();
        Assert.Contains("EmotionPredictor.CreateDefault();", page, StringComparison.Ordinal);
        Assert.DoesNotContain("](docs", page, StringComparison.Ordinal);
        using StreamReader reader = new(package.GetEntry("FerNet.nuspec")!.Open());
        string facts = reader.ReadToEnd();
        foreach (string fact in (string[])["<license type=\"expression\">MIT", "<icon>icon.png", "<readme>README.md", "<tags>",
            "Microsoft.ML.OnnxRuntime"]) Assert.Contains(fact, facts);
    }
}
