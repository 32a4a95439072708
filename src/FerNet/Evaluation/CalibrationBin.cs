using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>
/// Faces whose highest probability lies in one interval: how sure the network was, and how often it was right. Immutable.
/// </summary>
public readonly record struct CalibrationBin
{
    /// <summary>The interval's lower end, 0 to 1; not part of it.</summary>
    [JsonPropertyName("above")]
    public required double Above { get; init; }

    /// <summary>The interval's upper end, 0 to 1; part of it.</summary>
    [JsonPropertyName("upTo")]
    public required double UpTo { get; init; }

    /// <summary>Faces in the interval.</summary>
    [JsonPropertyName("count")]
    public required int Count { get; init; }

    /// <summary>Their mean highest probability, 0 to 1; 0 where there are none.</summary>
    [JsonPropertyName("confidence")]
    public required double Confidence { get; init; }

    /// <summary>The share of them that was recognized, 0 to 1; 0 where there are none.</summary>
    [JsonPropertyName("accuracy")]
    public required double Accuracy { get; init; }
}
