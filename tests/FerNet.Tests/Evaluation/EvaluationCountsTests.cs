using FerNet.Evaluation;

namespace FerNet.Tests.Evaluation;

/// <summary>Counts come back from figures that were written before, and from no others.</summary>
public class EvaluationCountsTests
{
    private static readonly int[] Matrix = [3, 1, 0, 4];

    private static readonly CalibrationBin[] Bins = MakeBins();

    [Fact]
    public void Figures_give_the_counts_behind_them()
    {
        EvaluationCounts counts = Restored(Matrix, 0.75, 0.5, Bins);
        Assert.Equal((8, 6, 4), (counts.Count, counts.Top2Correct, counts.LossSum));
        Assert.Equal(Matrix, counts.Counts);
        Assert.Equal(Bins, counts.Calibration.Bins());
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, null)]
    [InlineData(-0.1, 0, "top2Accuracy is -0.1; it must be from 0 to 1.")]
    [InlineData(1.1, 0, "top2Accuracy is 1.1; it must be from 0 to 1.")]
    [InlineData(double.NaN, 0, "top2Accuracy is NaN; it must be from 0 to 1.")]
    [InlineData(1, -0.1, "logLoss is -0.1; it must be finite and at least 0.")]
    [InlineData(1, double.PositiveInfinity, "logLoss is Infinity; it must be finite and at least 0.")]
    [InlineData(1, double.NaN, "logLoss is NaN; it must be finite and at least 0.")]
    public void Shares_and_losses_have_bounds(double top2Accuracy, double logLoss, string? refusal)
    {
        if (refusal is null) Assert.Equal(8, Restored(Matrix, top2Accuracy, logLoss, Bins).Count);
        else AssertRefused(refusal, Matrix, Bins, top2Accuracy, logLoss);
    }

    [Fact]
    public void Counts_that_do_not_belong_together_are_refused()
    {
        AssertRefused("does not hold 2 x 2 counts", [3, 1, 0, 4, 0], Bins);
        AssertRefused("does not hold 2 x 2 counts", [3, 1, -1, 5], Bins);
        AssertRefused("holds no face", [0, 0, 0, 0], Bins);
        AssertRefused("does not hold 8 faces in 15 intervals", Matrix, Bins[..14]);
        AssertRefused("does not hold 8 faces in 15 intervals", Matrix, [.. Bins[..14], Bins[14] with { Count = 3 }]);
        AssertRefused("does not hold 8 faces in 15 intervals", Matrix,
            [Bins[0] with { Count = -1 }, .. Bins[1..14], Bins[14] with { Count = 3 }]);
    }

    [Theory]
    [InlineData(-0.1, 0.5)]
    [InlineData(1.1, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, -0.1)]
    [InlineData(0.5, 1.1)]
    [InlineData(0.5, double.NaN)]
    public void Intervals_have_shares(double confidence, double accuracy) => AssertRefused("interval 14 has a share", Matrix,
        [.. Bins[..14], Bins[14] with { Confidence = confidence, Accuracy = accuracy }]);

    [Fact]
    public void There_are_not_more_faces_than_can_be_counted() =>
        AssertRefused("4,294,967,294 faces; at most 2,147,483,647", [int.MaxValue, 0, 0, int.MaxValue], Bins);

    private static EvaluationCounts Restored(int[] matrix, double top2Accuracy, double logLoss, CalibrationBin[] bins) =>
        EvaluationCounts.Restore(["no", "yes"], matrix, top2Accuracy, logLoss, bins);

    private static void AssertRefused(
        string reason, int[] matrix, CalibrationBin[] bins, double top2Accuracy = 1, double logLoss = 0) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Restored(matrix, top2Accuracy, logLoss, bins)).Message,
            StringComparison.Ordinal);

    /// <summary>Six faces of the confidence 0.5, of which three are right, and two of the confidence 1, all right.</summary>
    private static CalibrationBin[] MakeBins()
    {
        CalibrationBin[] bins = new Calibration().Bins();
        bins[7] = bins[7] with { Count = 6, Confidence = 0.5, Accuracy = 0.5 };
        bins[14] = bins[14] with { Count = 2, Confidence = 1, Accuracy = 1 };
        return bins;
    }
}
