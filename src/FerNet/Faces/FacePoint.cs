using System.Text.Json.Serialization;

namespace FerNet.Faces;

/// <summary>
/// A point of an image, in pixels of the upright image from its upper left corner; the center of the first pixel is (0.5, 0.5).
/// </summary>
/// <param name="X">Pixels from the left edge; may lie outside of the image.</param>
/// <param name="Y">Pixels from the top edge; may lie outside of the image.</param>
[JsonConverter(typeof(FacePointJsonConverter))]
public readonly record struct FacePoint(float X, float Y);
