namespace FerNet.Faces.Learning;

/// <summary>Where a patch lies in a scene: its middle and side in pixels, its roll in radians, and whether it is mirrored.</summary>
internal readonly record struct Placement(float X, float Y, float Side, float Roll, bool IsMirrored)
{
    /// <summary>Width for each pixel of height, more than 0: below 1 a face seems turned to the side.</summary>
    public float Aspect { get; init; } = 1;

    /// <summary>The place on the patch, from -1 to 1 in both directions, of a pixel of the scene.</summary>
    public (float X, float Y) OnPatch(float x, float y)
    {
        (float sine, float cosine) = MathF.SinCos(-Roll);
        float half = Side / 2, fromX = (x - X) / half, fromY = (y - Y) / half;
        float across = (fromX * cosine) - (fromY * sine), down = (fromX * sine) + (fromY * cosine);
        return ((IsMirrored ? -across : across) / Aspect, down);
    }

    /// <summary>Half the side of the upright square that holds the turned patch.</summary>
    public float Reach => Side / 2 * (MathF.Abs(MathF.Cos(Roll)) + MathF.Abs(MathF.Sin(Roll)));
}
