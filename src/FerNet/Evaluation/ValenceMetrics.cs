namespace FerNet.Evaluation;

/// <summary>How well the three groups of <see cref="Valence"/> were recognized. Immutable; thread-safe.</summary>
/// <remarks>
/// A group's probability is the sum over its emotions, so its most probable group need not hold the most probable emotion.
/// </remarks>
public sealed class ValenceMetrics : ClassificationMetrics
{
    internal ValenceMetrics(EvaluationCounts tally)
        : base(tally)
    {
    }

    /// <summary>The figures of one group.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public ClassMetrics this[Valence valence] => Enum.IsDefined(valence) ? PerClass[(int)valence] : throw new ArgumentOutOfRangeException(
        nameof(valence), valence, $"{(int)valence} is not a group; there are negative (0), neutral (1) and positive (2).");
}
