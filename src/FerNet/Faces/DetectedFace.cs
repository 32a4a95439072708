using System.Text.Json.Serialization;

namespace FerNet.Faces;

/// <summary>A face that a detector found. Immutable.</summary>
public sealed record DetectedFace
{
    /// <summary>
    /// The rectangle of the face from forehead to chin and from ear to ear, as in WIDER FACE, in pixels of the upright image. It may extend
    /// beyond the image.
    /// </summary>
    [JsonPropertyName("box")]
    public required FaceBox Box { get; init; }

    /// <summary>The detection confidence, 0 to 1.</summary>
    [JsonPropertyName("confidence")]
    public required float Confidence { get; init; }

    /// <summary>Five points of the face; null where the detector returns none.</summary>
    [JsonPropertyName("landmarks")]
    public FaceLandmarks? Landmarks { get; init; }
}
