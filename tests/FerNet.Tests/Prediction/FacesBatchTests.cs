using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

/// <summary>Many images in one call are answered as one by one.</summary>
public sealed class FacesBatchTests
{
    /// <summary>Finds as many faces as the image is pixels wide, one below the other.</summary>
    private sealed class RuledDetector : IFaceDetector
    {
        public IReadOnlyList<FerNet.Faces.DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default) =>
            [.. Enumerable.Range(0, image.Width - 60).Select(i => new FerNet.Faces.DetectedFace
            {
                Box = new FaceBox(4, 4 + (8 * i), 40 - i, 40 - i),
                Confidence = 0.9f,
            })];
    }

    [Fact]
    public void All_faces_of_all_images_come_in_the_order_of_the_images()
    {
        using EmotionModel model = SmallModel.Load();
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { FaceDetector = new RuledDetector() });
        InputImage[] images = [.. ((int[])[62, 60, 65, 61]).Select((width, i) => Image(width, seed: i))];
        IReadOnlyList<IReadOnlyList<EmotionPrediction>> batch = predictor.PredictFacesBatch(images);
        Assert.Equal([2, 0, 5, 1], batch.Select(faces => faces.Count));
        foreach ((int i, InputImage image) in images.Index())
        {
            IReadOnlyList<EmotionPrediction> alone = predictor.PredictFaces(image);
            Assert.Equal(alone.Select(face => face.Box), batch[i].Select(face => face.Box));
            Assert.Equal(alone.SelectMany(face => face.Probabilities), batch[i].SelectMany(face => face.Probabilities));
        }
        Assert.Empty(predictor.PredictFacesBatch((InputImage[])[]));
    }

    [Fact]
    public void A_missing_face_is_named_by_the_number_of_its_image()
    {
        using EmotionModel model = SmallModel.Load();
        using EmotionPredictor predictor =
            new(model, new EmotionPredictorOptions { FaceDetector = new RuledDetector(), Faces = FaceSearch.Required });
        NoFaceException error = Assert.Throws<NoFaceException>(() => predictor.PredictBatch([Image(61, 1), Image(60, 2)]));
        Assert.StartsWith("Image 1: ", error.Message, StringComparison.Ordinal);
    }

    private static InputImage Image(int width, int seed)
    {
        byte[] levels = new byte[width * 90];
        new Random(seed).NextBytes(levels);
        return InputImage.FromPixels(levels, width, 90, PixelFormat.Gray8);
    }
}
