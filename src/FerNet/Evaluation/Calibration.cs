namespace FerNet.Evaluation;

/// <summary>Sorts faces into fifteen intervals by their highest probability.</summary>
internal sealed class Calibration
{
    private const int BinCount = 15;

    private readonly int[] counts = new int[BinCount];
    private readonly int[] hits = new int[BinCount];
    private readonly double[] sums = new double[BinCount];

    /// <summary>Restores the state from the result of <see cref="Bins"/>.</summary>
    /// <exception cref="ArgumentException">The intervals are not those of <see cref="Bins"/>, or the number of faces differs.</exception>
    public static Calibration Restore(IReadOnlyList<CalibrationBin> bins, int total)
    {
        if (bins.Count != BinCount || bins.Sum(bin => (long)bin.Count) != total || bins.Any(bin => bin.Count < 0))
            throw new ArgumentException($"The calibration does not hold {total} faces in {BinCount} intervals.");
        Calibration calibration = new();
        foreach ((int index, CalibrationBin bin) in bins.Index())
        {
            if (!(bin.Confidence is >= 0 and <= 1) || !(bin.Accuracy is >= 0 and <= 1))
                throw new ArgumentException(Invariant($"Calibration interval {index} has a share that is not between 0 and 1."));
            calibration.counts[index] = bin.Count;
            calibration.sums[index] = bin.Confidence * bin.Count;
            calibration.hits[index] = (int)Math.Round(bin.Accuracy * bin.Count);
        }
        return calibration;
    }

    public void Add(double confidence, bool correct)
    {
        int bin = Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
        counts[bin]++;
        sums[bin] += confidence;
        if (correct) hits[bin]++;
    }

    public CalibrationBin[] Bins() => [.. Enumerable.Range(0, BinCount).Select(bin => new CalibrationBin
    {
        Above = bin / (double)BinCount,
        UpTo = (bin + 1) / (double)BinCount,
        Count = counts[bin],
        Confidence = Ratio.OrZero(sums[bin], counts[bin]),
        Accuracy = Ratio.OrZero(hits[bin], counts[bin]),
    })];
}
