using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

/// <summary>An application is tested with a predictor that needs no model.</summary>
public class ReplacedPredictorTests
{
    /// <summary>What an application under test gives to its services: two methods, the others follow.</summary>
    private sealed class AlwaysSad : IEmotionPredictor
    {
        public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default) =>
            new() { Probabilities = [0, 0, 0, 0, 1, 0, 0], Box = new FaceBox(0, 0, image.Width, image.Height) };

        public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default) =>
            [Predict(image, cancellationToken), Predict(image, cancellationToken)];
    }

    [Fact]
    public async Task Two_methods_are_enough()
    {
        IEmotionPredictor predictor = new AlwaysSad();
        using TemporaryFolder folder = new();
        byte[] png = EncodedImages.Gray([1, 2, 3, 4, 5, 6], 3, 2);
        string path = folder.Write("a.png", png);
        EmotionPrediction[] answers =
        [
            predictor.Predict(path), predictor.Predict(png), predictor.Predict(new MemoryStream(png)),
            await predictor.PredictAsync(new MemoryStream(png)), predictor.PredictBatch([InputImage.Load(path)])[0],
        ];
        Assert.All(answers, answer => Assert.Equal((Emotion.Sad, new FaceBox(0, 0, 3, 2)), (answer.Emotion, answer.Box)));
        IReadOnlyList<EmotionPrediction>[] faces =
        [
            predictor.PredictFaces(path), predictor.PredictFaces(png), predictor.PredictFaces(new MemoryStream(png)),
            await predictor.PredictFacesAsync(new MemoryStream(png)),
        ];
        Assert.All(faces, list => Assert.Equal(2, list.Count));
    }

    [Fact]
    public void The_predictor_answers_the_same_through_the_interface()
    {
        using EmotionModel model = SmallModel.Load();
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { Faces = FaceSearch.None });
        byte[] png = EncodedImages.Gray(SmallModel.Faces.Pixels(3).ToArray(), 48, 48);
        Assert.Equal(predictor.Predict(png).Probabilities, ((IEmotionPredictor)predictor).Predict(png).Probabilities);
        // Settings hold through the interface as well: the predictor's own methods are called, not those of the interface.
        using EmotionPredictor strict = new(model, new EmotionPredictorOptions { MaxPixels = 100 });
        Assert.Throws<InvalidDataException>(() => ((IEmotionPredictor)strict).Predict(png));
        Assert.Throws<InvalidDataException>(() => ((IEmotionPredictor)strict).PredictFaces(new MemoryStream(png)));
    }
}
