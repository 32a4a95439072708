namespace FerNet.Benchmarks.Stability;

/// <summary>Plain changes of a gray image that leave what it shows as it is.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Levels">Gray levels, row by row.</param>
internal sealed record GrayImage(int Width, int Height, byte[] Levels)
{
    public static GrayImage Of(InputImage image) => new(image.Width, image.Height, image.Gray.ToArray());

    public InputImage ToImage() => InputImage.FromPixels(Levels, Width, Height, PixelFormat.Gray8);

    /// <summary>Each pixel becomes a square of <paramref name="times"/> x <paramref name="times"/>.</summary>
    public GrayImage Repeated(int times) => Filled(Width * times, Height * times, (x, y) => Levels[(y / times * Width) + (x / times)]);

    /// <summary>A white border on all four sides.</summary>
    public GrayImage WithBorder(int border) => Filled(Width + (2 * border), Height + (2 * border), (x, y) =>
        x < border || y < border || x >= Width + border || y >= Height + border ? (byte)255 : Levels[((y - border) * Width) + x - border]);

    /// <summary>The image at another size, by linear interpolation; for factors near 1.</summary>
    public GrayImage Scaled(double factor)
    {
        int width = (int)Math.Round(Width * factor), height = (int)Math.Round(Height * factor);
        return Filled(width, height, (x, y) =>
        {
            double left = Math.Clamp(((x + 0.5) * Width / width) - 0.5, 0, Width - 1);
            double top = Math.Clamp(((y + 0.5) * Height / height) - 0.5, 0, Height - 1);
            int column = (int)left, row = (int)top;
            int nextColumn = Math.Min(column + 1, Width - 1), nextRow = Math.Min(row + 1, Height - 1);
            double upper = Mixed(Levels[(row * Width) + column], Levels[(row * Width) + nextColumn], left - column);
            double lower = Mixed(Levels[(nextRow * Width) + column], Levels[(nextRow * Width) + nextColumn], left - column);
            return (byte)Math.Round(Mixed(upper, lower, top - row));
        });
    }

    private static double Mixed(double first, double second, double share) => first + ((second - first) * share);

    private static GrayImage Filled(int width, int height, Func<int, int, byte> level)
    {
        byte[] levels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) levels[(y * width) + x] = level(x, y);
        }
        return new GrayImage(width, height, levels);
    }
}
