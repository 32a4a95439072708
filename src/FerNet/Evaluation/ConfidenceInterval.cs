using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>A 95 % confidence interval of a figure. Immutable.</summary>
public readonly record struct ConfidenceInterval
{
    /// <summary>The lower bound.</summary>
    [JsonPropertyName("low")]
    public required double Low { get; init; }

    /// <summary>The upper bound.</summary>
    [JsonPropertyName("high")]
    public required double High { get; init; }
}
