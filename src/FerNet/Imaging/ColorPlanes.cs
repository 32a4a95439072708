namespace FerNet.Imaging;

/// <summary>
/// The red, green and blue planes of an image, each one byte per pixel, reduced by an integer factor so that no side is longer than
/// <see cref="MaxSide"/>.
/// </summary>
/// <param name="Red">[Height, Width], 0 to 255.</param>
/// <param name="Green">[Height, Width], 0 to 255.</param>
/// <param name="Blue">[Height, Width], 0 to 255.</param>
/// <param name="Factor">Pixels of the image along each side of one pixel of the planes; the last column and row may average fewer.</param>
internal sealed record ColorPlanes(GrayImage Red, GrayImage Green, GrayImage Blue, int Factor)
{
    /// <summary>The longest side in pixels; enough for a face detector, and at most 7.7 MB for the three planes.</summary>
    public const int MaxSide = 1600;

    public int Width => Red.Width;

    public int Height => Red.Height;

    /// <summary>Planes of a gray image; they share its pixels where nothing is reduced.</summary>
    public static ColorPlanes FromGray(GrayImage gray)
    {
        int factor = FactorFor(gray.Width, gray.Height, MaxSide);
        GrayImage plane = factor == 1 ? gray : Reduce(gray.Pixels, gray.Width, gray.Height, 1, factor)[0];
        return new ColorPlanes(plane, plane, plane, factor);
    }

    /// <summary>Planes of four-byte pixels.</summary>
    /// <param name="pixels">[height, width, 4], row by row without gaps; the fourth byte is ignored.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="blueFirst">Whether the order is blue, green, red instead of red, green, blue.</param>
    /// <param name="maxSide">The longest side to keep.</param>
    public static ColorPlanes FromPixels(ReadOnlySpan<byte> pixels, int width, int height, bool blueFirst = false, int maxSide = MaxSide)
    {
        int factor = FactorFor(width, height, maxSide);
        GrayImage[] planes = factor == 1 ? Split(pixels, width, height) : Reduce(pixels, width, height, 4, factor);
        return blueFirst
            ? new ColorPlanes(planes[2], planes[1], planes[0], factor)
            : new ColorPlanes(planes[0], planes[1], planes[2], factor);
    }

    private static int FactorFor(int width, int height, int maxSide) => Math.Max(1, (Math.Max(width, height) + maxSide - 1) / maxSide);

    private static GrayImage[] Split(ReadOnlySpan<byte> pixels, int width, int height)
    {
        byte[][] planes = [new byte[width * height], new byte[width * height], new byte[width * height]];
        byte[] first = planes[0], second = planes[1], third = planes[2];
        for (int i = 0; i < first.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(i * 4, 4);
            (first[i], second[i], third[i]) = (pixel[0], pixel[1], pixel[2]);
        }
        return [.. planes.Select(plane => new GrayImage(width, height, plane))];
    }

    /// <summary>Rounded means of squares of <paramref name="factor"/> pixels a side; at most three channels are kept.</summary>
    private static GrayImage[] Reduce(ReadOnlySpan<byte> pixels, int width, int height, int channels, int factor)
    {
        int reducedWidth = (width + factor - 1) / factor, reducedHeight = (height + factor - 1) / factor, rowLength = width * channels;
        byte[][] planes = [.. Enumerable.Range(0, Math.Min(channels, 3)).Select(_ => new byte[reducedWidth * reducedHeight])];
        uint[] sums = new uint[rowLength];
        for (int y = 0; y < reducedHeight; y++)
        {
            int firstRow = y * factor, rows = Math.Min(factor, height - firstRow);
            Array.Clear(sums);
            for (int row = 0; row < rows; row++) ByteSums.Add(pixels.Slice((firstRow + row) * rowLength, rowLength), sums);
            for (int x = 0; x < reducedWidth; x++)
            {
                int firstColumn = x * factor, columns = Math.Min(factor, width - firstColumn);
                uint count = (uint)(rows * columns);
                for (int channel = 0; channel < planes.Length; channel++)
                {
                    uint sum = count / 2;
                    for (int column = 0; column < columns; column++) sum += sums[((firstColumn + column) * channels) + channel];
                    planes[channel][(y * reducedWidth) + x] = (byte)(sum / count);
                }
            }
        }
        return [.. planes.Select(plane => new GrayImage(reducedWidth, reducedHeight, plane))];
    }
}
