using FerNet.Tests.Pictures;
using SkiaSharp;

namespace FerNet.Tests.Public;

/// <summary>The models inside the package, on real faces where FER2013 is at hand.</summary>
public class ShippedModelTests
{
    [Fact]
    public void The_default_model_is_small_and_says_where_it_comes_from()
    {
        using EmotionModel model = EmotionModel.LoadDefault();
        Assert.Equal("default", model.Card.Name);
        Assert.InRange(model.Card.Parameters, 1, 3_000_000);
        Assert.InRange(model.Card.MultiplyAdds, 1, 250_000_000);
        Assert.Equal(Network.Default.ToString(), model.Card.Network);
        Assert.Contains("FER2013", model.Card.LicenceNote);
        Assert.NotEmpty(model.Card.DataDigest);
        using Stream graph = typeof(EmotionModel).Assembly.GetManifestResourceStream("FerNet.Models.default.onnx")!;
        Assert.InRange(graph.Length, 100_000, 6_000_000);
    }

    [Fact]
    public void The_default_model_is_as_good_on_the_public_test_as_its_card_says()
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz")).PublicTest;
        using EmotionModel model = EmotionModel.LoadDefault();
        EmotionMetrics metrics = model.Evaluate(faces);
        Assert.InRange(metrics.Accuracy, 0.68, 1);
        Assert.Equal(model.Card.Metrics["accuracy"], metrics.Accuracy, 0.003);
        Assert.Equal(model.Card.Metrics["expectedCalibrationError"], metrics.ExpectedCalibrationError, 0.01);
        Assert.InRange(metrics.ExpectedCalibrationError, 0, 0.03);
    }

    [Theory]
    [InlineData(96)]
    [InlineData(480)]
    public void An_enlarged_face_shows_the_same_emotion_nine_times_in_ten(int size)
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz")).PublicTest.Take(200);
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        int alike = 0, near = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            EmotionPrediction small = predictor.PredictPatch(faces.Pixels(i)), large = predictor.Predict(Enlarge(faces.Pixels(i), size));
            if (small.Emotion == large.Emotion) alike++;
            if (Emotions.All.All(emotion => Math.Abs(small[emotion] - large[emotion]) <= 0.05)) near++;
        }
        Assert.InRange(alike, 180, 200);
        Assert.InRange(near, 160, 200);
    }

    private static byte[] Enlarge(ReadOnlySpan<byte> patch, int size)
    {
        using SKBitmap large = PictureFiles.Enlarge(patch, size, new SKSamplingOptions(SKCubicResampler.CatmullRom));
        using SKData png = large.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
