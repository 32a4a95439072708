using FerNet.Drawing;
using SkiaSharp;

namespace FerNet.Tests.Support;

/// <summary>Images with a drawn face for the detector.</summary>
internal static class DrawnImage
{
    /// <summary>An even gray image, with a smiling face where a box is given.</summary>
    public static InputImage On(int width, int height, byte level, FaceBox? face)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(level, level, level));
        if (face is { } box) DrawFace(bitmap, Emotion.Happy, 3, box);
        return InputImage.FromPixels(bitmap.GetPixelSpan(), width, height, PixelFormat.Rgba32);
    }

    /// <summary>Draws a face into a box of an image.</summary>
    public static void DrawFace(SKBitmap bitmap, Emotion emotion, int seed, FaceBox box)
    {
        using SKCanvas canvas = new(bitmap);
        using SKBitmap face = DrawnFaces.Bitmap(emotion, seed, 192);
        using SKImage image = SKImage.FromBitmap(face);
        canvas.DrawImage(image, new SKRect(box.X, box.Y, box.X + box.Width, box.Y + box.Height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }
}
