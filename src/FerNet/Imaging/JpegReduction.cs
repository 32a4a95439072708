using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// By how much a large JPEG is reduced while it is decoded, which takes a fraction of the time and of the memory: a face that is found in
/// the reduced copy that a detector searches has more pixels than the emotion network reads all the same.
/// </summary>
internal static class JpegReduction
{
    private const int Max = 8;

    /// <summary>The largest power of 2 up to 8 that leaves the longest side at <see cref="ColorPlanes.MaxSide"/> pixels or more.</summary>
    /// <param name="size">The image as it is stored.</param>
    /// <param name="origin">How it is turned after the decoding.</param>
    public static int For(SKSizeI size, SKEncodedOrigin origin)
    {
        int reduction = Max;
        while (reduction > 1 && !(Math.Max(size.Width, size.Height) / reduction >= ColorPlanes.MaxSide && IsExact(size, origin, reduction)))
            reduction /= 2;
        return reduction;
    }

    /// <summary>Whether no column or row stands for fewer pixels than the others, but for the last ones.</summary>
    private static bool IsExact(SKSizeI size, SKEncodedOrigin origin, int reduction) =>
        origin == SKEncodedOrigin.TopLeft || (size.Width % reduction == 0 && size.Height % reduction == 0);
}
