namespace FerNet.Training.Detection;

/// <summary>
/// Paints a view of an image into a window of a canvas with bilinear interpolation, from the pyramid level whose scale is nearest to that
/// of the view.
/// </summary>
internal static class ViewPainter
{
    private const int FractionBits = 16;

    /// <param name="image">The image and its smaller copies.</param>
    /// <param name="view">The map from the image to the canvas.</param>
    /// <param name="color">The change of its colors.</param>
    /// <param name="levelShift">Added to the pyramid level; a value above 0 blurs.</param>
    /// <param name="extendsEdges">Whether the edge pixels are repeated outside the image; otherwise the canvas is not changed
    /// there.</param>
    /// <param name="canvas">RGB bytes, row by row.</param>
    /// <param name="side">Width and height of the canvas.</param>
    /// <param name="window">The part of the canvas to paint, in whole pixels.</param>
    public static void Paint(ImagePyramid image, ImageView view, ColorChange color, double levelShift, bool extendsEdges, Span<byte> canvas,
        int side, Window window)
    {
        RgbImage level = image[image.LevelFor(view.Scale, levelShift)];
        double unitX = (double)level.Width / image.Width, unitY = (double)level.Height / image.Height;
        (double originX, double originY) = view.Inverse(0.5, 0.5);
        (double nextX, double nextY) = view.Inverse(1.5, 0.5);
        int stepX = Fixed((nextX - originX) * unitX), stepY = Fixed((nextY - originY) * unitY);
        for (int row = window.Top; row < window.Bottom; row++)
        {
            (double x, double y) = view.Inverse(window.Left + 0.5, row + 0.5);
            Span<byte> target = canvas.Slice(3 * ((row * side) + window.Left), 3 * (window.Right - window.Left));
            PaintRow(level, Fixed((x * unitX) - 0.5), Fixed((y * unitY) - 0.5), stepX, stepY, color, extendsEdges, target);
        }
    }

    private static int Fixed(double value) => (int)Math.Clamp(Math.Round(value * (1 << FractionBits)), int.MinValue / 2, int.MaxValue / 2);

    private static void PaintRow(RgbImage level, int x, int y, int stepX, int stepY, ColorChange color, bool extendsEdges,
        Span<byte> target)
    {
        ReadOnlySpan<byte> pixels = level.Pixels, table = color.Table;
        int width = level.Width, height = level.Height, saturation = color.Saturation;
        const int Half = 1 << (FractionBits - 1);
        int reachX = (width << FractionBits) - Half, reachY = (height << FractionBits) - Half;
        for (int to = 0; to < target.Length; to += 3, x += stepX, y += stepY)
        {
            if (!extendsEdges && (x < -Half || y < -Half || x >= reachX || y >= reachY)) continue;
            int column = x >> FractionBits, line = y >> FractionBits;
            int shareX = (x >> (FractionBits - 8)) & 255, shareY = (y >> (FractionBits - 8)) & 255;
            int left = Math.Clamp(column, 0, width - 1), right = Math.Clamp(column + 1, 0, width - 1);
            int top = Math.Clamp(line, 0, height - 1) * width, bottom = Math.Clamp(line + 1, 0, height - 1) * width;
            ReadOnlySpan<byte> p = pixels[(3 * (top + left))..], q = pixels[(3 * (top + right))..], r = pixels[(3 * (bottom + left))..],
                s = pixels[(3 * (bottom + right))..];
            int wp = (256 - shareX) * (256 - shareY), wq = shareX * (256 - shareY), wr = (256 - shareX) * shareY, ws = shareX * shareY;
            int red = ((p[0] * wp) + (q[0] * wq) + (r[0] * wr) + (s[0] * ws) + 32768) >> 16;
            int green = ((p[1] * wp) + (q[1] * wq) + (r[1] * wr) + (s[1] * ws) + 32768) >> 16;
            int blue = ((p[2] * wp) + (q[2] * wq) + (r[2] * wr) + (s[2] * ws) + 32768) >> 16;
            if (saturation != 256)
            {
                int gray = ((77 * red) + (150 * green) + (29 * blue)) >> 8;
                red = Math.Clamp(gray + (((red - gray) * saturation) >> 8), 0, 255);
                green = Math.Clamp(gray + (((green - gray) * saturation) >> 8), 0, 255);
                blue = Math.Clamp(gray + (((blue - gray) * saturation) >> 8), 0, 255);
            }
            target[to] = table[red];
            target[to + 1] = table[256 + green];
            target[to + 2] = table[512 + blue];
        }
    }
}

/// <summary>A rectangle of whole pixels.</summary>
internal readonly record struct Window(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public FaceBox Box => new(Left, Top, Width, Height);
}
