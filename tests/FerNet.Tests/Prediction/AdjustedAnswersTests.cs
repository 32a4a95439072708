using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML.Data;

namespace FerNet.Tests.Prediction;

/// <summary>The class prior and the least confidence hold in every verb of the predictor.</summary>
public sealed class AdjustedAnswersTests : IDisposable
{
    private static readonly ClassPrior Target = new([5, 1, 1, 0.2, 1, 3, 1]);

    private readonly EmotionModel model = SmallModel.Load();
    private readonly byte[] patch = SmallModel.Faces.Pixels(5).ToArray();
    private readonly EmotionPredictorOptions options =
        new() { Faces = FaceSearch.None, ClassPrior = Target, ClassPriorStrength = 0.5, MinConfidence = 0.999 };

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task Every_verb_gives_the_adjusted_probabilities()
    {
        using EmotionPredictor predictor = new(model, options);
        using TemporaryFolder folder = new();
        byte[] png = EncodedImages.Gray(patch, 48, 48);
        string path = folder.Write("face.png", png);
        InputImage image = InputImage.FromPixels(patch, 48, 48, PixelFormat.Gray8);
        using MemoryStream stream = new(png), later = new(png);
        using MLImage mlImage = MLImage.CreateFromFile(path);
        List<EmotionPrediction> answers =
        [
            predictor.Predict(path), predictor.Predict(png), predictor.Predict(png.AsSpan()), predictor.Predict(stream),
                predictor.Predict(mlImage), predictor.Predict(image),
            await predictor.PredictAsync(later, TestContext.Current.CancellationToken), predictor.PredictPatch(patch),
                predictor.PredictFaces(path)[0],
            predictor.PredictFaces(png)[0], predictor.PredictFaces(image)[0], predictor.PredictBatch([path])[0],
                predictor.Explain(path).Prediction, predictor.Explain(image).Prediction,
        ];
        answers.AddRange(predictor.PredictPatches((byte[])[.. patch, .. patch]));
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(Twice(image))) answers.Add(
            Assert.Single(faces).Prediction);

        float[] network = model.Score(patch), expected = Slow(network);
        Assert.True(Math.Abs(network[0] - expected[0]) > 1e-6, "The prior changes nothing here, so the test shows nothing.");
        Assert.Equal(18, answers.Count);
        Assert.All(answers, answer =>
        {
            for (int i = 0; i < 7; i++) Assert.Equal(expected[i], answer.Probabilities[i], 2e-6f);
            Assert.Equal((Emotion)Array.IndexOf(expected, expected.Max()), answer.Emotion);
            Assert.Equal(answer.Confidence < options.MinConfidence, answer.IsUncertain);
        });
    }

    [Fact]
    public void An_explanation_rests_on_the_adjusted_probabilities()
    {
        using EmotionPredictor predictor = new(model, options);
        EmotionExplanation why = predictor.Explain(InputImage.FromPixels(patch, 48, 48, PixelFormat.Gray8));
        float[] expected = Occlusion.ComputeRelevance(patches => Slow(model.Score(patches)), patch, (int)why.Prediction.Emotion);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], why.Relevance.Span[i], 1e-3f);
    }

    [Fact]
    public void The_prior_is_applied_once_to_the_mean_of_several_views()
    {
        using EmotionPredictor plain = new(model, new EmotionPredictorOptions { AverageMirrorImage = true, AverageTighterCrop = true });
        using EmotionPredictor adjusting = new(model, options with { AverageMirrorImage = true, AverageTighterCrop = true });
        float[] expected = Slow([.. plain.PredictPatch(patch).Probabilities]);
        EmotionPrediction answer = adjusting.PredictPatch(patch);
        for (int i = 0; i < 7; i++) Assert.Equal(expected[i], answer.Probabilities[i], 2e-6f);
    }

    [Fact]
    public void The_default_leaves_the_networks_probabilities_to_the_last_digit()
    {
        using EmotionPredictor predictor = new(model);
        Assert.Equal(model.Score(patch), predictor.PredictPatch(patch).Probabilities);
        Assert.False(predictor.PredictPatch(patch).IsUncertain);
    }

    [Fact]
    public void An_answer_is_uncertain_just_below_the_least_confidence()
    {
        using EmotionPredictor plain = new(model);
        float confidence = plain.PredictPatch(patch).Confidence;
        Assert.InRange(confidence, 1 / 7f, 0.9999999f);
        (double Least, bool Uncertain)[] limits = [(confidence, false), (confidence + 1e-9, true), (0, false), (1, true)];
        foreach ((double least, bool uncertain) in limits)
        {
            using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { MinConfidence = least });
            EmotionPrediction answer = predictor.PredictPatch(patch);
            Assert.Equal(uncertain, answer.IsUncertain);
            Assert.Equal(uncertain, answer.ToString().StartsWith("uncertain: ", StringComparison.Ordinal));
        }
    }

    private static async IAsyncEnumerable<InputImage> Twice(InputImage image)
    {
        yield return image;
        await Task.Yield();
        yield return image;
    }

    /// <summary>The definition, written down: rows [N * 7] times the root of target over training, divided by their sum.</summary>
    private static float[] Slow(float[] rows)
    {
        double[] counts = [3995, 436, 4097, 7215, 4830, 3171, 4965], target = [5, 1, 1, 0.2, 1, 3, 1];
        List<float> adjusted = [];
        foreach (float[] row in rows.Chunk(7))
        {
            double[] products =
                [.. row.Select((probability, i) => probability * Math.Sqrt(target[i] / target.Sum() / (counts[i] / counts.Sum())))];
            adjusted.AddRange(products.Select(product => (float)(product / products.Sum())));
        }
        return [.. adjusted];
    }
}
