using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>A face followed from frame to frame. Immutable.</summary>
public sealed record TrackedFace
{
    /// <summary>Number of the face, from 1; it is never given to another face of the same stream.</summary>
    [JsonPropertyName("id")]
    public required int Id { get; init; }

    /// <summary>Its emotion, with probabilities smoothed over the frames; box and landmarks are those of this frame.</summary>
    [JsonPropertyName("prediction")]
    public required EmotionPrediction Prediction { get; init; }
}
