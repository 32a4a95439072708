using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Training.Detection;

/// <summary>An RGB image with three bytes per pixel, row by row.</summary>
internal sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Decodes an image file and applies its orientation.</summary>
    public static RgbImage Load(string path)
    {
        using SKBitmap bitmap = ImageDecoder.DecodeColor(ImageFileReader.BytesOf(path), path);
        return FromRgba(bitmap.Width, bitmap.Height, SkiaCodec.PixelsOf(bitmap));
    }

    public static RgbImage FromRgba(int width, int height, ReadOnlySpan<byte> rgba)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(3 * width * height);
        for (int from = 0, to = 0; to < pixels.Length; from += 4, to += 3)
        {
            pixels[to] = rgba[from];
            pixels[to + 1] = rgba[from + 1];
            pixels[to + 2] = rgba[from + 2];
        }
        return new RgbImage(width, height, pixels);
    }

    /// <summary>Half the size: each pixel is the mean of 2 x 2 pixels. The last row or column of an odd size is ignored.</summary>
    public RgbImage Halved()
    {
        int width = Math.Max(1, Width / 2), height = Math.Max(1, Height / 2);
        byte[] half = GC.AllocateUninitializedArray<byte>(3 * width * height);
        int right = Width > 1 ? 3 : 0, down = Height > 1 ? 3 * Width : 0;
        for (int y = 0; y < height; y++)
        {
            int from = 2 * y * 3 * Width, to = y * 3 * width;
            for (int x = 0; x < width; x++, from += 6, to += 3)
            {
                for (int part = 0; part < 3; part++)
                {
                    int at = from + part;
                    half[to + part] = (byte)((Pixels[at] + Pixels[at + right] + Pixels[at + down] + Pixels[at + down + right] + 2) >> 2);
                }
            }
        }
        return new RgbImage(width, height, half);
    }
}
