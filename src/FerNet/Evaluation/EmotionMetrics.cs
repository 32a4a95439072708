using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>Metrics of the seven emotions. Immutable; thread-safe.</summary>
[JsonConverter(typeof(EmotionMetricsJsonConverter))]
public sealed class EmotionMetrics : ClassificationMetrics
{
    internal EmotionMetrics(EvaluationCounts emotions, EvaluationCounts groups)
        : base(emotions) => Groups = new ValenceMetrics(groups);

    /// <summary>The same figures for the three groups: negative, neutral and positive.</summary>
    public ValenceMetrics Groups { get; }

    /// <summary>The figures of one emotion.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public ClassMetrics this[Emotion emotion]
    {
        get
        {
            _ = emotion.Name();
            return PerClass[(int)emotion];
        }
    }

    /// <summary>Computes metrics from labels and probabilities.</summary>
    /// <param name="labels">The true emotion of each face; at least one face.</param>
    /// <param name="probabilities">Probabilities [N * 7]: seven for each face, in label order, each 0 to 1, with a sum of 1 (tolerance
    /// 0.001).</param>
    /// <exception cref="ArgumentException">There are no faces, there are not seven probabilities for each face, or a row is not a
    /// probability distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the seven emotions.</exception>
    public static EmotionMetrics From(IReadOnlyList<Emotion> labels, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Probabilities.Require(labels, probabilities);
        EvaluationCounts emotions = new(EmotionExtensions.Names);
        EvaluationCounts groups = new(Probabilities.GroupNames);
        Span<double> row = stackalloc double[EmotionExtensions.Count];
        Span<double> sums = stackalloc double[Probabilities.GroupNames.Count];
        for (int face = 0; face < labels.Count; face++)
        {
            Probabilities.Widen(probabilities.Slice(face * EmotionExtensions.Count, EmotionExtensions.Count), row);
            Probabilities.SumByGroup(row, sums);
            emotions.Add((int)labels[face], row);
            groups.Add((int)labels[face].Valence(), sums);
        }
        return new EmotionMetrics(emotions, groups);
    }

    /// <summary>All figures as JSON: numbers by name, the confusion matrix as rows of counts, classes by name, groups.</summary>
    public string ToJson() => MetricsJson.Write(this);

    /// <summary>
    /// A table for a spreadsheet: class, support, predicted, correct, precision, recall, F1, then a count for each predicted emotion.
    /// </summary>
    public string ToCsv() => MetricsCsv.Write(this);

    /// <summary>Tables in Markdown: the overall figures, those of each emotion and each group, and the confusion matrix.</summary>
    public string ToMarkdown() => MetricsMarkdown.Write(this);
}
