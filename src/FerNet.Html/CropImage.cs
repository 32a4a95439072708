using SkiaSharp;

namespace FerNet.Html;

/// <summary>
/// Renders the crop of an image in color, turned upright. Outside the image, its edge pixels are repeated, as for the network.
/// </summary>
internal static class CropImage
{
    public const int Side = 144;

    /// <summary>Maximum number of samples per pixel along each axis; more would not be visible.</summary>
    private const int MostSamples = 8;

    public static byte[] Png(InputImage image, FaceCrop crop)
    {
        ReadOnlySpan<byte> colors = image.Color;
        (double sin, double cos) = Math.SinCos(crop.Roll * Math.PI / 180);
        int samples = Math.Clamp((int)Math.Ceiling(crop.Side / Side), 1, MostSamples), across = Side * samples;
        double step = (double)crop.Side / across;
        int[] sums = new int[Side * Side * 3];
        for (int y = 0; y < across; y++)
        {
            for (int x = 0; x < across; x++)
            {
                double right = step * (x + 0.5 - (across / 2.0)), down = step * (y + 0.5 - (across / 2.0));
                int column = Math.Clamp((int)Math.Floor(crop.CenterX + (cos * right) - (sin * down)), 0, image.Width - 1);
                int row = Math.Clamp((int)Math.Floor(crop.CenterY + (sin * right) + (cos * down)), 0, image.Height - 1);
                int from = 4 * ((row * image.Width) + column), to = 3 * ((y / samples * Side) + (x / samples));
                for (int channel = 0; channel < 3; channel++) sums[to + channel] += colors[from + channel];
            }
        }
        byte[] pixels = new byte[Side * Side * 4];
        int each = samples * samples;
        for (int i = 0; i < Side * Side; i++)
        {
            for (int channel = 0; channel < 3; channel++) pixels[(4 * i) + channel] = (byte)((sums[(3 * i) + channel] + (each / 2)) / each);
            pixels[(4 * i) + 3] = byte.MaxValue;
        }
        return PixelImage.Png(pixels, Side, SKColorType.Rgba8888);
    }
}
