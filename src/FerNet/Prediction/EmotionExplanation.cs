using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>Which parts of a face an answer rests on. Immutable.</summary>
public sealed record EmotionExplanation
{
    /// <summary>The answer that is explained.</summary>
    [JsonPropertyName("prediction")]
    public required EmotionPrediction Prediction { get; init; }

    /// <summary>What the network saw: [48, 48] gray levels, row by row.</summary>
    [JsonPropertyName("patch")]
    public required ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>
    /// [48, 48] values, row by row: how much the logarithm of the answer's probability falls, on average, when a window around the pixel
    /// is smoothed away. Above 0 the pixel speaks for the answer, below 0 against it.
    /// </summary>
    [JsonPropertyName("relevance")]
    public required ReadOnlyMemory<float> Relevance { get; init; }
}
