using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>Makes the pixels of an image upright by its EXIF orientation.</summary>
internal static class Orientation
{
    /// <summary>Whether width and height are exchanged.</summary>
    public static bool SwapsSides(SKEncodedOrigin origin) => origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
        or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>Writes the upright image to <paramref name="upright"/>; width and height are those of the stored image.</summary>
    public static void Apply<T>(ReadOnlySpan<T> stored, int width, int height, SKEncodedOrigin origin, Span<T> upright)
        where T : unmanaged
    {
        // The stored index of the upright image's first pixel, and the index steps for one pixel right and one pixel down.
        int lastColumn = width - 1;
        int lastRow = (height - 1) * width;
        (int first, int right, int down) = origin switch
        {
            SKEncodedOrigin.TopRight => (lastColumn, -1, width),
            SKEncodedOrigin.BottomRight => (lastRow + lastColumn, -1, -width),
            SKEncodedOrigin.BottomLeft => (lastRow, 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (lastRow, -width, 1),
            SKEncodedOrigin.RightBottom => (lastRow + lastColumn, -width, -1),
            SKEncodedOrigin.LeftBottom => (lastColumn, width, -1),
            _ => (0, 1, width),
        };
        (int uprightWidth, int uprightHeight) = SwapsSides(origin) ? (height, width) : (width, height);
        for (int y = 0; y < uprightHeight; y++)
        {
            Span<T> row = upright.Slice(y * uprightWidth, uprightWidth);
            int storedIndex = first + (y * down);
            for (int x = 0; x < row.Length; x++, storedIndex += right) row[x] = stored[storedIndex];
        }
    }
}
