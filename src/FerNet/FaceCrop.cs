using System.Text.Json.Serialization;

namespace FerNet;

/// <summary>
/// The square of an image that the emotion network reads, in pixels of the upright image. It may extend beyond the image, where the edge
/// pixels are repeated. Immutable.
/// </summary>
public sealed record FaceCrop
{
    /// <summary>The center's distance from the left edge of the image, in pixels.</summary>
    [JsonPropertyName("centerX")]
    public required float CenterX { get; init; }

    /// <summary>The center's distance from the top edge of the image, in pixels.</summary>
    [JsonPropertyName("centerY")]
    public required float CenterY { get; init; }

    /// <summary>Length of a side in pixels, above 0.</summary>
    [JsonPropertyName("side")]
    public required float Side { get; init; }

    /// <summary>Clockwise rotation of the square, -180 to 180 degrees; 0 where its sides are upright.</summary>
    [JsonPropertyName("roll")]
    public float Roll { get; init; }
}
