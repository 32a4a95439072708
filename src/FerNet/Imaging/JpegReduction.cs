using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// The factor by which a large JPEG is reduced while it is decoded, which saves time and memory. A face that a detector finds at its input
/// size still has more pixels in the reduced image than the emotion network reads.
/// </summary>
internal static class JpegReduction
{
    private const int Max = 8;

    /// <summary>The largest power of 2 up to 8 that leaves the longest side at <see cref="ColorPlanes.MaxSide"/> pixels or more.</summary>
    /// <param name="size">The image as it is stored.</param>
    /// <param name="origin">The orientation that is applied after decoding.</param>
    public static int ComputeFactor(SKSizeI size, SKEncodedOrigin origin)
    {
        int reduction = Max;
        while (reduction > 1 && !(Math.Max(size.Width, size.Height) / reduction >= ColorPlanes.MaxSide && IsExact(size, origin, reduction)))
            reduction /= 2;
        return reduction;
    }

    /// <summary>Whether all columns and rows except the last ones of the upright image cover the same number of pixels.</summary>
    private static bool IsExact(SKSizeI size, SKEncodedOrigin origin, int reduction) =>
        origin == SKEncodedOrigin.TopLeft || (size.Width % reduction == 0 && size.Height % reduction == 0);
}
