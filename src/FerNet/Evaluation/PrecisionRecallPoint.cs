using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>
/// One point of a precision-recall curve: what happens when an emotion is named wherever its probability reaches a threshold. Immutable.
/// </summary>
public readonly record struct PrecisionRecallPoint
{
    /// <summary>The lowest probability that counts, 0 to 1.</summary>
    [JsonPropertyName("threshold")]
    public required double Threshold { get; init; }

    /// <summary>Share of the faces reaching the threshold that have the emotion as their label, 0 to 1.</summary>
    [JsonPropertyName("precision")]
    public required double Precision { get; init; }

    /// <summary>Share of the emotion's faces that reach the threshold, 0 to 1.</summary>
    [JsonPropertyName("recall")]
    public required double Recall { get; init; }
}
