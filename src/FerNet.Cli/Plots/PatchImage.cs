using System.Runtime.InteropServices;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>The gray levels [48 * 48] of a face as an image.</summary>
internal static class PatchImage
{
    public static SKBitmap Bitmap(ReadOnlySpan<byte> pixels)
    {
        SKBitmap bitmap = new(FacePatch.Size, FacePatch.Size, SKColorType.Gray8, SKAlphaType.Opaque);
        Marshal.Copy(pixels.ToArray(), 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    public static byte[] Png(ReadOnlySpan<byte> pixels)
    {
        using SKBitmap bitmap = Bitmap(pixels);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
