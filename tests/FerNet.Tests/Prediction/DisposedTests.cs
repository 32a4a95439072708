using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

/// <summary>Whoever uses what was disposed gets an exception; the native half would end the process.</summary>
public class DisposedTests
{
    private static readonly InputImage Scene = InputImage.FromPixels(new byte[60 * 50], 60, 50, PixelFormat.Gray8);

    [Fact]
    public void A_predictor_refuses_to_predict()
    {
        foreach (FaceSearch search in (FaceSearch[])[FaceSearch.Auto, FaceSearch.None])
        {
            EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { Faces = search, Threads = 1 });
            predictor.Dispose();
            predictor.Dispose();
            Assert.Throws<ObjectDisposedException>(() => predictor.Predict(Scene));
            Assert.Throws<ObjectDisposedException>(() => predictor.PredictFaces(Scene));
            Assert.Throws<ObjectDisposedException>(() => predictor.PredictPatch(new byte[FacePatch.PixelCount]));
        }
    }

    [Fact]
    public void A_model_refuses_to_score_also_within_a_predictor()
    {
        EmotionModel model = SmallModel.Load();
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { Faces = FaceSearch.None });
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Score(SmallModel.Faces.PublicTest));
        Assert.Throws<ObjectDisposedException>(() => model.Save(new MemoryStream()));
        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(Scene));
    }

    [Fact]
    public void A_detector_refuses_to_detect()
    {
        FaceDetector detector = FaceDetector.CreateDefault(new FaceDetectorOptions { Threads = 1 });
        detector.Dispose();
        Assert.Throws<ObjectDisposedException>(() => detector.Detect(Scene));
    }

    [Fact]
    public void A_batch_throws_what_is_wrong_with_a_file_and_names_it()
    {
        using TemporaryFolder folder = new();
        string wall = folder.Write("wall.png", FerNet.Tests.Imaging.EncodedImages.Gray(new byte[80 * 60], 80, 60)),
            text = folder.Write("notes.jpg", "dear diary"u8);
        using EmotionPredictor strict =
            EmotionPredictor.CreateFast(new EmotionPredictorOptions { Faces = FaceSearch.Required, Threads = 1 });
        Assert.Contains("wall.png: No face", Assert.Throws<NoFaceException>(() => strict.PredictBatch([wall])).Message,
            StringComparison.Ordinal);
        Assert.Contains("notes.jpg", Assert.Throws<InvalidDataException>(() => strict.PredictBatch([text])).Message,
            StringComparison.Ordinal);
    }
}
