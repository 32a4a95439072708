using System.Text.Json.Serialization;
using FerNet.Utilities;

namespace FerNet.Evaluation;

/// <summary>A comparison of two models on the same labeled faces, with confidence intervals and a significance test. Immutable.</summary>
/// <remarks>
/// The intervals are percentiles of 2,000 bootstrap samples of the faces (Efron, "Bootstrap Methods", 1979), drawn with a fixed seed. The
/// test is McNemar's exact one (McNemar, "Note on the sampling error of the difference between correlated proportions", 1947): it uses only
/// the faces that exactly one of the models recognizes.
/// </remarks>
public sealed record ModelComparison
{
    /// <summary>The p-value below which a difference is significant: 0.05.</summary>
    public const double SignificanceLevel = 0.05;

    private const int Samples = 2_000;

    /// <summary>Faces that were compared.</summary>
    [JsonPropertyName("count")]
    public required int Count { get; init; }

    /// <summary>Faces that both models recognized.</summary>
    [JsonPropertyName("bothCorrect")]
    public required int BothCorrect { get; init; }

    /// <summary>Faces that only the first model recognized.</summary>
    [JsonPropertyName("onlyFirstCorrect")]
    public required int OnlyFirstCorrect { get; init; }

    /// <summary>Faces that only the second model recognized.</summary>
    [JsonPropertyName("onlySecondCorrect")]
    public required int OnlySecondCorrect { get; init; }

    /// <summary>Share of the faces that the first model recognized, 0 to 1.</summary>
    [JsonPropertyName("firstAccuracy")]
    public double FirstAccuracy => (double)(BothCorrect + OnlyFirstCorrect) / Count;

    /// <summary>Share of the faces that the second model recognized, 0 to 1.</summary>
    [JsonPropertyName("secondAccuracy")]
    public double SecondAccuracy => (double)(BothCorrect + OnlySecondCorrect) / Count;

    /// <summary>Accuracy of the second model minus that of the first, -1 to 1.</summary>
    [JsonPropertyName("difference")]
    public double Difference => (double)(OnlySecondCorrect - OnlyFirstCorrect) / Count;

    /// <summary>The 95 % confidence interval of <see cref="FirstAccuracy"/>.</summary>
    [JsonPropertyName("firstInterval")]
    public required ConfidenceInterval FirstInterval { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="SecondAccuracy"/>.</summary>
    [JsonPropertyName("secondInterval")]
    public required ConfidenceInterval SecondInterval { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="Difference"/>.</summary>
    [JsonPropertyName("differenceInterval")]
    public required ConfidenceInterval DifferenceInterval { get; init; }

    /// <summary>
    /// The probability of a difference at least as large if both models are equally accurate, 0 to 1: McNemar's exact test, two-sided.
    /// </summary>
    [JsonPropertyName("pValue")]
    public required double PValue { get; init; }

    /// <summary>The figures of each emotion, in label order.</summary>
    [JsonPropertyName("perClass")]
    public required IReadOnlyList<ClassComparison> PerClass { get; init; }

    /// <summary>Scores the faces with both models and compares the answers.</summary>
    /// <param name="first">The first model; the caller keeps and disposes it.</param>
    /// <param name="second">The second model; the caller keeps and disposes it.</param>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    /// <exception cref="ArgumentException">There are no faces.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static ModelComparison Compare(EmotionModel first, EmotionModel second, FerDataset faces,
        CancellationToken cancellationToken = default) => Compare(
            EmotionEvaluation.Evaluate(first, faces, cancellationToken), EmotionEvaluation.Evaluate(second, faces, cancellationToken));

    /// <summary>Compares two evaluations of the same faces.</summary>
    /// <param name="first">The first model's answers.</param>
    /// <param name="second">The second model's answers.</param>
    /// <exception cref="ArgumentException">The two evaluations are of different faces.</exception>
    public static ModelComparison Compare(EmotionEvaluation first, EmotionEvaluation second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Faces != second.Faces && first.Faces.Digest != second.Faces.Digest)
        {
            throw new ArgumentException(
                Invariant($"The evaluations are of different faces ({first.Faces.Name}, {first.Faces.Count:N0}; {second.Faces.Name}, ") +
                Invariant($"{second.Faces.Count:N0}); evaluate both models on one dataset."), nameof(second));
        }
        bool[] firstCorrect = first.Correct(), secondCorrect = second.Correct();
        int count = firstCorrect.Length;
        int Cell(bool one, bool other) =>
            Enumerable.Range(0, count).Count(face => firstCorrect[face] == one && secondCorrect[face] == other);
        (ConfidenceInterval one, ConfidenceInterval other, ConfidenceInterval difference) =
            PairedBootstrap.Intervals(firstCorrect, secondCorrect, Samples, new SeededRandom(1));
        int onlyFirst = Cell(true, false), onlySecond = Cell(false, true);
        return new ModelComparison
        {
            Count = count,
            BothCorrect = Cell(true, true),
            OnlyFirstCorrect = onlyFirst,
            OnlySecondCorrect = onlySecond,
            FirstInterval = one,
            SecondInterval = other,
            DifferenceInterval = difference,
            PValue = McNemar.ExactPValue(onlyFirst, onlySecond),
            PerClass = Array.AsReadOnly(EmotionExtensions.All.Select(emotion => new ClassComparison
            {
                Emotion = emotion,
                Support = first.Metrics[emotion].Support,
                FirstCorrect = first.Metrics[emotion].Correct,
                SecondCorrect = second.Metrics[emotion].Correct,
            }).ToArray()),
        };
    }

    /// <summary>One sentence that says which model is more accurate, and whether the difference is significant.</summary>
    public override string ToString()
    {
        if (OnlyFirstCorrect == OnlySecondCorrect)
            return Invariant($"Both models recognize {BothCorrect + OnlyFirstCorrect:N0} of {Count:N0} faces: neither is more accurate.");
        bool isSecond = OnlySecondCorrect > OnlyFirstCorrect;
        (int more, int fewer) = isSecond ? (OnlySecondCorrect, OnlyFirstCorrect) : (OnlyFirstCorrect, OnlySecondCorrect);
        string conclusion = PValue < SignificanceLevel ? "is significant" : "is not significant";
        (string better, string worse) = isSecond ? ("second", "first") : ("first", "second");
        return Invariant($"The {better} model is {100 * Math.Abs(Difference):0.0} percentage points more accurate on {Count:N0} faces, ") +
            Invariant($"which {conclusion} ({McNemar.Display(PValue)}); only the {better} recognizes {more:N0} faces, ") +
            Invariant($"only the {worse} {fewer:N0}.");
    }
}
