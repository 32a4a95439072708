using System.Text.Json.Serialization;

namespace FerNet.Faces;

/// <summary>A face that a detector found. Immutable.</summary>
public sealed record DetectedFace
{
    /// <summary>The face from forehead to chin and from ear to ear, as WIDER FACE draws it. It may reach beyond the image.</summary>
    [JsonPropertyName("box")]
    public required FaceBox Box { get; init; }

    /// <summary>How sure the detector is, 0 to 1.</summary>
    [JsonPropertyName("confidence")]
    public required float Confidence { get; init; }

    /// <summary>Five points of the face; null where the detector gives none.</summary>
    [JsonPropertyName("landmarks")]
    public FaceLandmarks? Landmarks { get; init; }
}
