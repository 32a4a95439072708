using FerNet.Evaluation;

namespace FerNet.Tests.Evaluation;

public class CrossValidationTests
{
    [Fact]
    public void Mean_and_standard_deviation_by_hand()
    {
        // Accuracies 1, 0.75 and 0.5: the squares of their distances from the mean add up to 0.125.
        CrossValidation validation = Of(4, 3, 2);
        Assert.Equal(0.75, validation.MeanAccuracy, 1e-12);
        Assert.Equal(0.25, validation.AccuracyStandardDeviation, 1e-12);
        Assert.Equal("3 folds of 1 faces: accuracy 75.00 %, standard deviation 25.00 %; 100.00 %, 75.00 %, 50.00 %", validation.ToString());
        Assert.Equal(0, Of(3).AccuracyStandardDeviation);
    }

    /// <summary>Parts of four faces, of which so many are recognized.</summary>
    private static CrossValidation Of(params int[] recognized) => new()
    {
        Folds = [.. recognized.Select(count => EmotionMetrics.From(
            [.. Enumerable.Repeat(Emotion.Happy, 4)],
            [.. Enumerable.Range(0, 4).SelectMany(i => Answers.Row(i < count ? Emotion.Happy : Emotion.Sad))]))],
        OutOfFold = EmotionEvaluation.Evaluate(FerDataset.FromFaces(new byte[2_304], [Emotion.Happy]), Answers.Row(Emotion.Happy)),
    };
}
