using System.Text.Json;
using FerNet.Evaluation;

namespace FerNet.Tests.Evaluation;

public class ModelComparisonTests
{
    /// <summary>The example of the statsmodels documentation: of 314 cases 101, 121, 59 and 33.</summary>
    [Theory]
    [InlineData(121, 59, 4.434449263755176e-06)]
    [InlineData(2, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(10, 0, 0.001953125)]
    [InlineData(93, 82, 0.4500)]
    public void The_exact_test_of_McNemar(int one, int other, double expected)
    {
        Assert.Equal(expected, McNemar.ExactPValue(one, other), expected * 1e-3);
        Assert.Equal(McNemar.ExactPValue(one, other), McNemar.ExactPValue(other, one));
    }

    [Fact]
    public void Many_thousand_faces_do_not_underflow()
    {
        Assert.InRange(McNemar.ExactPValue(5_000, 5_100), 0.3, 0.35);
        Assert.InRange(McNemar.ExactPValue(4_000, 6_000), 0, 1e-80);
    }

    [Fact]
    public void Two_models_on_the_same_faces()
    {
        FerDataset faces = Faces(200);
        // The first is right on three of four faces, the second on all but every tenth.
        EmotionEvaluation first = Answered(faces, i => i % 4 != 0), second = Answered(faces, i => i % 10 != 0);
        ModelComparison comparison = ModelComparison.Compare(first, second);
        Assert.Equal((200, 140, 10, 40),
            (comparison.Count, comparison.BothCorrect, comparison.OnlyFirstCorrect, comparison.OnlySecondCorrect));
        Assert.Equal((first.Metrics.Accuracy, second.Metrics.Accuracy), (comparison.FirstAccuracy, comparison.SecondAccuracy));
        Assert.Equal(0.15, comparison.Difference, 1e-12);
        Assert.InRange(comparison.PValue, 1e-5, 1e-4);
        Assert.StartsWith("The second model is 15.0 percentage points more accurate on 200 faces, which is significant (p < 0.0001); ",
            comparison.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("; only the second recognizes 40 faces, only the first 10.", comparison.ToString(), StringComparison.Ordinal);
        Assert.InRange(comparison.FirstAccuracy, comparison.FirstInterval.Low, comparison.FirstInterval.High);
        // The normal approximation of the interval: 0.75 give or take 1.96 sqrt(0.75 x 0.25 / 200).
        Assert.Equal(0.69, comparison.FirstInterval.Low, 0.015);
        Assert.Equal(0.81, comparison.FirstInterval.High, 0.015);
        Assert.Equal(0.86, comparison.SecondInterval.Low, 0.015);
        Assert.Equal(0.94, comparison.SecondInterval.High, 0.015);
        // 0.15 give or take 1.96 sqrt((0.25 - 0.15 x 0.15) / 200): the models differ on a quarter of the faces.
        Assert.Equal(0.084, comparison.DifferenceInterval.Low, 0.015);
        Assert.Equal(0.216, comparison.DifferenceInterval.High, 0.015);
        Assert.Equal(200, comparison.PerClass.Sum(one => one.Support));
        Assert.Equal(150, comparison.PerClass.Sum(one => one.FirstCorrect));
        Assert.Equal(comparison.ToString(), ModelComparison.Compare(first, second).ToString());
        Assert.Contains("\"emotion\":\"angry\"", JsonSerializer.Serialize(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_difference_is_no_evidence()
    {
        FerDataset faces = Faces(60);
        ModelComparison comparison = ModelComparison.Compare(Answered(faces, i => i % 5 != 0), Answered(faces, i => i % 6 != 0));
        Assert.InRange(comparison.PValue, 0.3, 1);
        Assert.Contains("which is not significant (p = ", comparison.ToString(), StringComparison.Ordinal);
        Assert.Equal("Both models recognize 50 of 60 faces: neither is more accurate.",
            ModelComparison.Compare(Answered(faces, i => i > 9), Answered(faces, i => i > 9)).ToString());
    }

    [Fact]
    public void The_first_model_may_be_the_better_one()
    {
        FerDataset faces = Faces(200);
        ModelComparison comparison = ModelComparison.Compare(Answered(faces, _ => true), Answered(faces, i => i % 4 != 0));
        Assert.Equal((1, 1), (comparison.FirstInterval.Low, comparison.FirstInterval.High));
        string text = comparison.ToString();
        Assert.Equal("The first model is 25.0 percentage points more accurate on 200 faces, which is significant (p < 0.0001); "
            + "only the first recognizes 50 faces, only the second 0.", text);
    }

    [Theory]
    [InlineData(1, "p = 1.0")]
    [InlineData(0.01234, "p = 0.0123")]
    [InlineData(1e-4, "p = 0.0001")]
    [InlineData(9.9e-5, "p < 0.0001")]
    [InlineData(0, "p < 0.0001")]
    public void A_tiny_probability_is_not_shown_as_none(double pValue, string expected) =>
        Assert.Equal(expected, McNemar.Display(pValue));

    [Fact]
    public void The_same_faces_may_be_loaded_twice() => Assert.Equal(1,
        ModelComparison.Compare(Answered(Faces(20), _ => true), Answered(Faces(20), _ => true)).PValue);

    [Fact]
    public void An_evaluation_that_is_missing_is_refused()
    {
        EmotionEvaluation evaluation = Answered(Faces(20), _ => true);
        Assert.Throws<ArgumentNullException>(() => ModelComparison.Compare(null!, evaluation));
        Assert.Throws<ArgumentNullException>(() => ModelComparison.Compare(evaluation, null!));
    }

    [Fact]
    public void Different_faces_are_refused() => Assert.Throws<ArgumentException>(() =>
        ModelComparison.Compare(Answered(Faces(20), _ => true), Answered(Faces(21), _ => true)));

    private static FerDataset Faces(int count) => FerDataset.FromFaces(
        new byte[count * 2_304], [.. Enumerable.Range(0, count).Select(i => (Emotion)(i % 7))]);

    private static EmotionEvaluation Answered(FerDataset faces, Func<int, bool> isRight) => EmotionEvaluation.Evaluate(faces,
        [.. Enumerable.Range(0, faces.Count).SelectMany(i => Answers.Row((Emotion)((i + (isRight(i) ? 0 : 1)) % 7)))]);
}
