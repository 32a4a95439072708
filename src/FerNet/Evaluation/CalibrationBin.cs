using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>The confidence and accuracy of the faces whose highest probability is in one interval. Immutable.</summary>
public readonly record struct CalibrationBin
{
    /// <summary>The lower bound of the interval, 0 to 1, exclusive.</summary>
    [JsonPropertyName("above")]
    public required double Above { get; init; }

    /// <summary>The upper bound of the interval, 0 to 1, inclusive.</summary>
    [JsonPropertyName("upTo")]
    public required double UpTo { get; init; }

    /// <summary>Faces in the interval.</summary>
    [JsonPropertyName("count")]
    public required int Count { get; init; }

    /// <summary>The mean highest probability of the faces, 0 to 1; 0 where there are no faces.</summary>
    [JsonPropertyName("confidence")]
    public required double Confidence { get; init; }

    /// <summary>The share of the faces that was recognized, 0 to 1; 0 where there are no faces.</summary>
    [JsonPropertyName("accuracy")]
    public required double Accuracy { get; init; }
}
