using FerNet.Faces;

namespace FerNet.Tests.Prediction;

/// <summary>
/// A face detector of the application is not trusted: what cannot be a face is refused where it comes in, by the detector's name.
/// </summary>
public sealed class ForeignDetectorTests : IDisposable
{
    private static readonly InputImage Scene = InputImage.FromPixels(new byte[200 * 100], 200, 100, PixelFormat.Gray8);

    private readonly EmotionModel model = EmotionModel.LoadFast();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(float.NaN, 10, 40, 40, "(NaN, 10, 40, 40) has a number that is not finite")]
    [InlineData(10, float.NegativeInfinity, 40, 40, "not finite")]
    [InlineData(10, 10, float.PositiveInfinity, 40, "not finite")]
    [InlineData(10, 10, -40, 40, "has no area")]
    [InlineData(10, 10, 40, 0, "has no area")]
    [InlineData(200, 10, 40, 40, "lies wholly outside the image of 200 x 100 pixels")]
    [InlineData(-1e6f, 10, 40, 40, "lies wholly outside")]
    [InlineData(10, 10, 1e7f, 1e7f, "longer than 1600 pixels")]
    public void A_box_that_cannot_be_one_is_refused(float x, float y, float width, float height, string fault)
    {
        foreach (FaceSearch search in (FaceSearch[])[FaceSearch.Auto, FaceSearch.Required])
        {
            using EmotionPredictor predictor = With(new Returns(_ => [Face(20, 20, 40), Face(x, y, width, height)]), search);
            foreach (Action call in (Action[])[() => predictor.Predict(Scene), () => predictor.PredictFaces(Scene), () =>
                predictor.Explain(Scene)])
            {
                string message = Assert.Throws<InvalidOperationException>(call).Message;
                Assert.StartsWith("Returns.Detect returned a face that cannot be one (number 1 of 2", message, StringComparison.Ordinal);
                Assert.Contains(fault, message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(87)]
    public void A_confidence_outside_its_range_is_refused(float confidence)
    {
        using EmotionPredictor predictor = With(new Returns(_ => [Face(20, 20, 40, 40, confidence)]));
        Assert.Contains("between 0 and 1", Assert.Throws<InvalidOperationException>(() => predictor.Predict(Scene)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_list_is_refused()
    {
        using EmotionPredictor predictor = With(new Returns(_ => null!));
        Assert.Contains("return an empty list", Assert.Throws<InvalidOperationException>(() => predictor.Predict(Scene)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_that_is_partly_outside_is_a_face()
    {
        using EmotionPredictor predictor = With(new Returns(_ => [Face(-20, -10, 60)]));
        Assert.Single(predictor.PredictFaces(Scene));
    }

    [Fact]
    public void A_detector_may_predict_by_itself()
    {
        using EmotionPredictor inner = With(new Returns(_ => [Face(20, 20, 40)]));
        using EmotionPredictor outer = With(new Returns(image => [Face(20, 20, inner.Predict(image).Confidence > 0 ? 40 : 50)]));
        Thread[] threads = [.. Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => new Thread(() => outer.Predict(Scene)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) Assert.True(thread.Join(TimeSpan.FromMinutes(1)), "A nested prediction waits for ever.");
    }

    [Fact]
    public void A_box_is_clamped_to_the_image_beside_the_exact_one()
    {
        Assert.Equal(new FaceBox(0, 5, 30, 95), new FaceBox(-20, 5, 50, 300).ClampTo(200, 100));
        Assert.Equal(new FaceBox(10, 5, 50, 30), new FaceBox(10, 5, 50, 30).ClampTo(200, 100));
        Assert.Equal(new FaceBox(200, 5, 0, 30), new FaceBox(250, 5, 50, 30).ClampTo(200, 100));
        Assert.Equal(new FaceBox(0, 5, 0, 30), new FaceBox(-250, 5, 50, 30).ClampTo(200, 100));
    }

    private EmotionPredictor With(IFaceDetector detector, FaceSearch search = FaceSearch.Auto) =>
        new(model, new EmotionPredictorOptions { FaceDetector = detector, Faces = search });

    private static DetectedFace Face(float x, float y, float width, float height = 40, float confidence = 0.9f) =>
        new() { Box = new FaceBox(x, y, width, height), Confidence = confidence };

    private sealed class Returns(Func<InputImage, IReadOnlyList<DetectedFace>> faces) : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken) => faces(image);
    }
}
