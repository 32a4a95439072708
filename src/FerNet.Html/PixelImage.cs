using System.Runtime.InteropServices;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Html;

/// <summary>Converts the pixels of a square to an image: a patch of 48 x 48 gray levels, or colors of four bytes.</summary>
internal static class PixelImage
{
    public static SKBitmap Bitmap(ReadOnlySpan<byte> pixels, int side = FacePatch.Size, SKColorType type = SKColorType.Gray8)
    {
        SKBitmap bitmap = new(side, side, type, SKAlphaType.Opaque);
        Marshal.Copy(pixels.ToArray(), 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    public static byte[] Png(ReadOnlySpan<byte> pixels, int side = FacePatch.Size, SKColorType type = SKColorType.Gray8)
    {
        using SKBitmap bitmap = Bitmap(pixels, side, type);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
