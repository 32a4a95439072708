using System.Text.Json.Serialization;

namespace FerNet;

/// <summary>Where a face lies in an image, in pixels of the upright image (after its EXIF orientation was applied).</summary>
/// <param name="X">Left edge; may be negative where the face is cut off by the edge of the image.</param>
/// <param name="Y">Top edge; may be negative where the face is cut off by the edge of the image.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public readonly record struct FaceBox(
    [property: JsonPropertyName("x")] float X,
    [property: JsonPropertyName("y")] float Y,
    [property: JsonPropertyName("width")] float Width,
    [property: JsonPropertyName("height")] float Height)
{
    /// <summary>The part that two boxes share, divided by the part that either covers: 0 (apart) to 1 (equal).</summary>
    public float Overlap(FaceBox other)
    {
        float width = MathF.Min(X + Width, other.X + other.Width) - MathF.Max(X, other.X);
        float height = MathF.Min(Y + Height, other.Y + other.Height) - MathF.Max(Y, other.Y);
        if (width <= 0 || height <= 0) return 0;
        float shared = width * height;
        return shared / ((Width * Height) + (other.Width * other.Height) - shared);
    }

    /// <summary>The part of the box that lies within an image. A box wholly outside the image becomes a box without area.</summary>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="height">Height of the image in pixels.</param>
    public FaceBox ClampTo(int width, int height)
    {
        float left = Math.Clamp(X, 0, width), top = Math.Clamp(Y, 0, height);
        return new FaceBox(left, top, Math.Clamp(X + Width, left, width) - left, Math.Clamp(Y + Height, top, height) - top);
    }

    /// <summary>The box as "left,top widthxheight" in whole pixels, as in "120,40 96x96".</summary>
    public override string ToString() => Invariant($"{X:0},{Y:0} {Width:0}x{Height:0}");
}
