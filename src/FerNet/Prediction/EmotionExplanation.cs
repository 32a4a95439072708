using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>The parts of a face that an answer depends on. Immutable.</summary>
public sealed record EmotionExplanation
{
    /// <summary>The answer that is explained.</summary>
    [JsonPropertyName("prediction")]
    public required EmotionPrediction Prediction { get; init; }

    /// <summary>The patch that the network read: [48, 48] gray levels, row by row, 0 black to 255 white.</summary>
    [JsonPropertyName("patch")]
    public required ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>
    /// [48, 48] values, row by row: the mean decrease of the natural logarithm of the answer's probability when a window that covers the
    /// pixel is smoothed. A value above 0 supports the answer, a value below 0 contradicts it.
    /// </summary>
    [JsonPropertyName("relevance")]
    public required ReadOnlyMemory<float> Relevance { get; init; }
}
