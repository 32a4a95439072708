using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>
/// A smooth surface in front of a part of the face, which simulates a mask, sunglasses, a hand or a shoulder. Coordinates are pixels of the
/// 48 x 48 patch.
/// </summary>
internal readonly record struct FaceOcclusion(float Left, float Top, float Right, float Bottom, float Level, float SlopeX, float SlopeY)
{
    private const int Side = FacePatch.Size;

    /// <summary>Draws a cover of the mouth, the eyes, the left side or the right side, with equal probability.</summary>
    public static FaceOcclusion Draw(ref CounterRandom random)
    {
        (double left, double top, double right, double bottom) = random.NextInt(4) switch
        {
            0 => (0.15 + random.NextSymmetric(0.12), 0.66 + random.NextSymmetric(0.06), 0.85 + random.NextSymmetric(0.12), 1.1),
            1 => (0.08 + random.NextSymmetric(0.08), 0.28 + random.NextSymmetric(0.05),
                0.92 + random.NextSymmetric(0.08), 0.47 + random.NextSymmetric(0.05)),
            2 => (-0.5, -0.5, 0.28 + random.NextSymmetric(0.12), 1.5),
            _ => (0.72 + random.NextSymmetric(0.12), -0.5, 1.5, 1.5),
        };
        return new(
            (float)(left * Side), (float)(top * Side), (float)(right * Side), (float)(bottom * Side),
            (float)(20 + (200 * random.NextDouble())), (float)random.NextSymmetric(1.5), (float)random.NextSymmetric(1.5));
    }

    /// <summary>The gray level at a position after covering. The edge of the cover is blended over one pixel.</summary>
    public float Blend(float level, float x, float y)
    {
        float inside = Math.Min(Math.Min(x - Left, Right - x), Math.Min(y - Top, Bottom - y)) + 0.5f;
        if (inside <= 0) return level;
        float cover = Math.Clamp(Level + (SlopeX * (x - (Side / 2f))) + (SlopeY * (y - (Side / 2f))), 0, 255);
        return level + (Math.Min(inside, 1) * (cover - level));
    }
}
