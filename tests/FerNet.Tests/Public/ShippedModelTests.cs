using FerNet.Evaluation;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Tests.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Public;

/// <summary>The models inside the package, on real faces where FER2013 is at hand.</summary>
public class ShippedModelTests
{
    /// <summary>Name, most parameters, most multiply-adds, least accuracy on the public test.</summary>
    public static TheoryData<string, int, int, double> Shipped => new()
    {
        { "default", 3_000_000, 250_000_000, 0.70 },
        { "fast", 600_000, 12_000_000, 0.67 },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_model_is_small_and_says_where_it_comes_from(string name, int mostParameters, int mostMultiplyAdds, double leastAccuracy)
    {
        using EmotionModel model = Load(name);
        Assert.Equal(name, model.Card.Name);
        Assert.InRange(model.Card.Parameters, 1, mostParameters);
        Assert.InRange(model.Card.MultiplyAdds, 1, mostMultiplyAdds);
        Assert.InRange(model.Card.Metrics["accuracy"], leastAccuracy, 1);
        Assert.Equal((name == "fast" ? Network.Fast : Network.Default).ToString(), model.Card.Network);
        Assert.Contains("FER2013", model.Card.LicenseNotice);
        Assert.NotEmpty(model.Card.DataDigest);
        using Stream graph = typeof(EmotionModel).Assembly.GetManifestResourceStream($"FerNet.Models.{name}.onnx")!;
        Assert.InRange(graph.Length, 100_000, 6_000_000);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_model_is_as_good_on_the_public_test_as_its_card_says(string name, int mostParameters, int mostMultiplyAdds,
        double leastAccuracy)
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz")).PublicTest;
        using EmotionModel model = Load(name);
        EmotionMetrics metrics = model.Evaluate(faces);
        Assert.InRange(metrics.Accuracy, leastAccuracy, 1);
        Assert.True(model.Card.Parameters <= mostParameters && model.Card.MultiplyAdds <= mostMultiplyAdds);
        Assert.Equal(model.Card.Metrics["accuracy"], metrics.Accuracy, 0.003);
        Assert.Equal(model.Card.Metrics["expectedCalibrationError"], metrics.ExpectedCalibrationError, 0.01);
        Assert.InRange(metrics.ExpectedCalibrationError, 0, 0.03);
    }

    [Fact]
    public void The_small_model_is_one_call_away()
    {
        using EmotionPredictor predictor =
            EmotionPredictor.CreateFast(new EmotionPredictorOptions { Faces = FaceSearch.None, Threads = 1 });
        using EmotionModel model = EmotionModel.LoadFast();
        byte[] levels = [.. Enumerable.Range(0, FacePatch.PixelCount).Select(i => (byte)(i % 251))];
        Assert.Equal(model.Score(levels), predictor.PredictPatch(levels).Probabilities);
    }

    /// <summary>At 480 pixels the detector takes a part of some faces for the whole one, see docs/results.md.</summary>
    [Theory]
    [InlineData(96, FaceSearch.None, 198)]
    [InlineData(144, FaceSearch.None, 199)]
    [InlineData(192, FaceSearch.None, 199)]
    [InlineData(480, FaceSearch.None, 199)]
    [InlineData(96, FaceSearch.Auto, 190)]
    [InlineData(144, FaceSearch.Auto, 190)]
    [InlineData(192, FaceSearch.Auto, 190)]
    [InlineData(480, FaceSearch.Auto, 187)]
    public void An_enlarged_face_gets_the_same_answer(int size, FaceSearch search, int least)
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz")).PublicTest.Take(200);
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = search });
        int alike = 0, near = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            EmotionPrediction small = predictor.PredictPatch(faces.Pixels(i)), large = predictor.Predict(Enlarge(faces.Pixels(i), size));
            if (small.Emotion == large.Emotion) alike++;
            if (EmotionExtensions.All.All(emotion => Math.Abs(small[emotion] - large[emotion]) <= 0.05)) near++;
        }
        Assert.InRange(alike, least, 200);
        Assert.InRange(near, least, 200);
    }

    private static EmotionModel Load(string name) => name == "fast" ? EmotionModel.LoadFast() : EmotionModel.LoadDefault();

    private static byte[] Enlarge(ReadOnlySpan<byte> patch, int size)
    {
        using SKBitmap large = EncodedImages.Enlarge(patch, size, new SKSamplingOptions(SKCubicResampler.CatmullRom));
        using SKData png = large.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
