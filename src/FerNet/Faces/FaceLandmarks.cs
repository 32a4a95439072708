using System.Text.Json.Serialization;

namespace FerNet.Faces;

/// <summary>
/// Five points of a face. "Right" and "left" are the person's sides: in an upright image the right eye is to the left of the left eye.
/// Immutable.
/// </summary>
public sealed record FaceLandmarks
{
    /// <summary>Center of the person's right eye.</summary>
    [JsonPropertyName("rightEye")]
    public required FacePoint RightEye { get; init; }

    /// <summary>Center of the person's left eye.</summary>
    [JsonPropertyName("leftEye")]
    public required FacePoint LeftEye { get; init; }

    /// <summary>Tip of the nose.</summary>
    [JsonPropertyName("nose")]
    public required FacePoint Nose { get; init; }

    /// <summary>The person's right corner of the mouth.</summary>
    [JsonPropertyName("rightMouthCorner")]
    public required FacePoint RightMouthCorner { get; init; }

    /// <summary>The person's left corner of the mouth.</summary>
    [JsonPropertyName("leftMouthCorner")]
    public required FacePoint LeftMouthCorner { get; init; }

    /// <summary>The five points in the order above.</summary>
    internal FacePoint[] ToArray() => [RightEye, LeftEye, Nose, RightMouthCorner, LeftMouthCorner];

    internal static FaceLandmarks FromArray(ReadOnlySpan<FacePoint> points) =>
        new() { RightEye = points[0], LeftEye = points[1], Nose = points[2], RightMouthCorner = points[3], LeftMouthCorner = points[4] };

    internal FaceLandmarks Map(Func<FacePoint, FacePoint> map) =>
        FromArray([map(RightEye), map(LeftEye), map(Nose), map(RightMouthCorner), map(LeftMouthCorner)]);

    /// <summary>The landmarks in the mirror image of an image of this width.</summary>
    internal FaceLandmarks Mirror(float width)
    {
        FacePoint Mirrored(FacePoint point) => new(width - point.X, point.Y);
        return FromArray([Mirrored(LeftEye), Mirrored(RightEye), Mirrored(Nose), Mirrored(LeftMouthCorner), Mirrored(RightMouthCorner)]);
    }
}
