namespace FerNet.Evaluation;

/// <summary>Metrics of the three groups of <see cref="Valence"/>. Immutable; thread-safe.</summary>
/// <remarks>
/// A group's probability is the sum over its emotions, so the most probable group need not contain the most probable emotion.
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
