namespace FerNet.Evaluation;

/// <summary>The counts over faces from which metrics are computed.</summary>
internal sealed class EvaluationCounts(IReadOnlyList<string> names)
{
    // ML.NET's lower bound, so that both compute the same log-loss for a probability of 0.
    private const double LeastProbability = 1e-15;

    public IReadOnlyList<string> Names { get; } = names;

    public int Count { get; private set; }

    /// <summary>Row by row: true class, then predicted class.</summary>
    public int[] Counts { get; private init; } = new int[names.Count * names.Count];

    /// <summary>Faces whose true class is one of the two most probable.</summary>
    public int Top2Correct { get; private set; }

    public double LossSum { get; private set; }

    public Calibration Calibration { get; private init; } = new();

    /// <summary>Restores the counts from saved figures.</summary>
    /// <exception cref="ArgumentException">The figures are inconsistent.</exception>
    public static EvaluationCounts Restore(
        IReadOnlyList<string> names, int[] matrix, double top2Accuracy, double logLoss, IReadOnlyList<CalibrationBin> bins)
    {
        if (matrix.Length != names.Count * names.Count || matrix.Any(count => count < 0))
            throw new ArgumentException($"The confusion matrix does not hold {names.Count} x {names.Count} counts of 0 or more.");
        long sum = matrix.Sum(count => (long)count);
        if (sum > int.MaxValue)
            throw new ArgumentException(Invariant($"The confusion matrix holds {sum:N0} faces; at most {int.MaxValue:N0} are counted."));
        int total = (int)sum;
        if (total == 0) throw new ArgumentException("The confusion matrix holds no face.");
        if (!(top2Accuracy is >= 0 and <= 1))
            throw new ArgumentException(Invariant($"top2Accuracy is {top2Accuracy}; it must be from 0 to 1."));
        if (!(logLoss >= 0 && double.IsFinite(logLoss)))
            throw new ArgumentException(Invariant($"logLoss is {logLoss}; it must be finite and at least 0."));
        return new EvaluationCounts(names)
        {
            Count = total,
            Counts = matrix,
            Top2Correct = (int)Math.Round(top2Accuracy * total),
            LossSum = logLoss * total,
            Calibration = Calibration.Restore(bins, total),
        };
    }

    public void Add(int label, ReadOnlySpan<double> row)
    {
        int best = Probabilities.Best(row);
        Count++;
        Counts[(label * Names.Count) + best]++;
        if (Rank(label, row) < 2) Top2Correct++;
        LossSum -= Math.Log(Math.Clamp(row[label], LeastProbability, 1));
        Calibration.Add(row[best], best == label);
    }

    /// <summary>The number of classes with a higher probability than one class; equal probabilities are in label order.</summary>
    private static int Rank(int label, ReadOnlySpan<double> row)
    {
        int before = 0;
        for (int other = 0; other < row.Length; other++)
        {
            if (row[other] > row[label] || (row[other] == row[label] && other < label)) before++;
        }
        return before;
    }
}
