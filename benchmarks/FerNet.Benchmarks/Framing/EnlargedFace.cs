using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Benchmarks.Framing;

/// <summary>FER2013's faces as parts of larger images.</summary>
internal static class EnlargedFace
{
    /// <summary>A face of 48 x 48 enlarged by Catmull-Rom, as an image of its own: side x side gray levels.</summary>
    public static byte[] Enlarge(ReadOnlySpan<byte> patch, int side)
    {
        using SKBitmap small = new(FacePatch.Size, FacePatch.Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < patch.Length; i++)
            small.SetPixel(i % FacePatch.Size, i / FacePatch.Size, new SKColor(patch[i], patch[i], patch[i]));
        using SKBitmap large = new(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKImage image = SKImage.FromBitmap(small);
        using SKPixmap pixels = large.PeekPixels();
        image.ScalePixels(pixels, new SKSamplingOptions(SKCubicResampler.CatmullRom));
        return [.. Enumerable.Range(0, side * side).Select(i => large.GetPixel(i % side, i / side).Red)];
    }

    /// <summary>The enlarged face alone.</summary>
    public static InputImage Whole(ReadOnlySpan<byte> patch, int side) =>
        InputImage.FromPixels(Enlarge(patch, side), side, side, PixelFormat.Gray8);

    /// <summary>The enlarged face pasted onto a gray image, its upper left corner at (left, top); the image must hold it.</summary>
    public static InputImage Paste(ReadOnlySpan<byte> patch, int side, InputImage background, int left, int top)
    {
        byte[] face = Enlarge(patch, side), levels = background.Gray.ToArray();
        for (int y = 0; y < side; y++) face.AsSpan(y * side, side).CopyTo(levels.AsSpan(((top + y) * background.Width) + left, side));
        return InputImage.FromPixels(levels, background.Width, background.Height, PixelFormat.Gray8);
    }
}
