namespace FerNet.Evaluation;

/// <summary>Checks rows of seven probabilities, and sums them over the groups.</summary>
internal static class Probabilities
{
    private const double Tolerance = 1e-3;

    public static IReadOnlyList<string> GroupNames { get; } =
        Array.AsReadOnly(Enum.GetNames<Valence>().Select(name => name.ToLowerInvariant()).ToArray());

    public static void Require(IReadOnlyList<Emotion> labels, ReadOnlySpan<float> probabilities)
    {
        if (labels.Count == 0)
            throw new ArgumentException(
                "There are no faces to evaluate; at least one is needed. Where a split is empty take another: the folder test/ of a " +
                "folder of images is PrivateTest, and a folder without splits is all Training.", nameof(labels));
        if (probabilities.Length != (long)labels.Count * EmotionExtensions.Count)
        {
            throw new ArgumentException(
                Invariant($"{probabilities.Length:N0} probabilities for {labels.Count:N0} labels; ") +
                    $"each face needs {EmotionExtensions.Count}.",
                nameof(probabilities));
        }
        for (int faceIndex = 0; faceIndex < labels.Count; faceIndex++)
        {
            _ = labels[faceIndex].Name();
            double sum = 0;
            foreach (float probability in probabilities.Slice(faceIndex * EmotionExtensions.Count, EmotionExtensions.Count))
            {
                if (probability is not (>= 0 and <= 1 + (float)Tolerance))
                    throw new ArgumentException(Invariant($"Face {faceIndex}: {probability} is not a probability; they run from 0 to 1."),
                        nameof(probabilities));
                sum += probability;
            }
            if (Math.Abs(sum - 1) > Tolerance)
            {
                throw new ArgumentException(
                    Invariant($"Face {faceIndex}: the probabilities add up to {sum:0.####}, not to 1; give probabilities (after ") +
                    "softmax), not logits.",
                    nameof(probabilities));
            }
        }
    }

    public static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }

    public static void SumByGroup(ReadOnlySpan<double> row, Span<double> sums)
    {
        sums.Clear();
        for (int label = 0; label < row.Length; label++) sums[(int)((Emotion)label).Valence()] += row[label];
    }

    /// <summary>The most probable class; of equal ones the first.</summary>
    public static int Best<T>(ReadOnlySpan<T> row)
        where T : IComparable<T>
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i].CompareTo(row[best]) > 0) best = i;
        }
        return best;
    }
}
