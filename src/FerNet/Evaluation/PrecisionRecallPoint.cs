using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>
/// One point of a precision-recall curve: an emotion is predicted for each face whose probability of it reaches the threshold. Immutable.
/// </summary>
public readonly record struct PrecisionRecallPoint
{
    /// <summary>The lowest probability for which the emotion is predicted, 0 to 1.</summary>
    [JsonPropertyName("threshold")]
    public required double Threshold { get; init; }

    /// <summary>Share of the faces reaching the threshold that have the emotion as their label, 0 to 1.</summary>
    [JsonPropertyName("precision")]
    public required double Precision { get; init; }

    /// <summary>Share of the emotion's faces that reach the threshold, 0 to 1.</summary>
    [JsonPropertyName("recall")]
    public required double Recall { get; init; }
}
