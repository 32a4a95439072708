using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>A face that is tracked from frame to frame. Immutable.</summary>
public sealed record TrackedFace
{
    /// <summary>The number of the face, from 1; it is not reused for another face of the same stream.</summary>
    [JsonPropertyName("id")]
    public required int Id { get; init; }

    /// <summary>
    /// The answer for the face, with probabilities smoothed over the frames; box, landmarks and crop are those of this frame.
    /// </summary>
    [JsonPropertyName("prediction")]
    public required EmotionPrediction Prediction { get; init; }
}
