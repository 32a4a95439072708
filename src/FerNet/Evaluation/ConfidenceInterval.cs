using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>The range in which a figure lies with 95 % confidence. Immutable.</summary>
public readonly record struct ConfidenceInterval
{
    /// <summary>The lower end.</summary>
    [JsonPropertyName("low")]
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    [JsonPropertyName("high")]
    public required double High { get; init; }
}
