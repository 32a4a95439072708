using FerNet.Drawing;
using SkiaSharp;

namespace FerNet.Benchmarks.Speed;

/// <summary>A photograph that is nobody's: noise over a gradient, with drawn faces in a grid.</summary>
internal static class DrawnPhotograph
{
    private const int NoiseSide = 512, Columns = 10;

    /// <summary>Draws it; the caller disposes it.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="faces">How many faces, 0 to 50.</param>
    /// <param name="faceSide">Side of each drawing in pixels; the face takes some three quarters of it.</param>
    /// <param name="shift">How far the faces are moved to the right, in pixels.</param>
    public static SKBitmap Draw(int width, int height, int faces, int faceSide, int shift = 0)
    {
        SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        PaintBackground(canvas, width, height);
        int columns = Math.Min(Columns, Math.Max(1, faces)), rows = (faces + columns - 1) / columns;
        for (int i = 0; i < faces; i++)
        {
            using SKBitmap face = DrawnFaces.Bitmap((Emotion)(i % EmotionExtensions.Count), seed: i, side: faceSide);
            canvas.DrawBitmap(face,
                (((i % columns) + 0.5f) * width / columns) - (faceSide / 2f) + shift,
                (((i / columns) + 0.5f) * height / rows) - (faceSide / 2f));
        }
        return bitmap;
    }

    /// <summary>The bytes of a JPEG file of quality 90.</summary>
    public static byte[] Jpeg(int width, int height, int faces, int faceSide)
    {
        using SKBitmap bitmap = Draw(width, height, faces, faceSide);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static void PaintBackground(SKCanvas canvas, int width, int height)
    {
        using SKBitmap noise = new(NoiseSide, NoiseSide, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Random random = new(1);
        noise.Pixels = [.. Enumerable.Range(0, NoiseSide * NoiseSide).Select(_ =>
        {
            byte level = (byte)random.Next(96, 160);
            return new SKColor(level, level, level);
        })];
        using SKPaint paint = new();
        paint.Shader = SKShader.CreateCompose(
            SKShader.CreateBitmap(noise, SKShaderTileMode.Mirror, SKShaderTileMode.Mirror),
            SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(width, height),
                [new SKColor(40, 60, 110), new SKColor(200, 170, 120)], SKShaderTileMode.Clamp),
            SKBlendMode.SoftLight);
        canvas.DrawRect(0, 0, width, height, paint);
    }
}
