namespace FerNet.Evaluation;

/// <summary>Sorts faces into fifteen intervals by their highest probability.</summary>
internal sealed class Calibration
{
    private const int BinCount = 15;

    private readonly int[] counts = new int[BinCount];
    private readonly int[] hits = new int[BinCount];
    private readonly double[] sums = new double[BinCount];

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
        Confidence = Ratio.Of(sums[bin], counts[bin]),
        Accuracy = Ratio.Of(hits[bin], counts[bin]),
    })];
}
