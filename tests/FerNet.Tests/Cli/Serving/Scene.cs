using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli.Serving;

/// <summary>Images with drawn faces, as a photograph and as what a camera sees.</summary>
internal static class Scene
{
    public const int Width = 640, Height = 480;

    private static readonly FaceBox[] Places = [new(60, 90, 180, 180), new(370, 150, 200, 200)];

    /// <summary>A happy and a surprised face, moved to the right.</summary>
    public static SKBitmap Draw(float shift = 0, int faces = 2)
    {
        SKBitmap bitmap = new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(112, 122, 130));
        for (int i = 0; i < faces; i++)
        {
            DrawnImage.DrawFace(bitmap, i == 0 ? Emotion.Happy : Emotion.Surprise, seed: 3 + (2 * i), Places[i] with
            {
                X = Places[i].X + shift,
            });
        }
        return bitmap;
    }

    public static byte[] Png(float shift = 0, int faces = 2)
    {
        using SKBitmap bitmap = Draw(shift, faces);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A film of faces that move to the right and back, as uncompressed YUV4MPEG2, which Chromium plays as a camera.</summary>
    public static byte[] Clip(int frames)
    {
        using MemoryStream clip = new();
        clip.Write(System.Text.Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (int frame = 0; frame < frames; frame++)
        {
            using SKBitmap bitmap = Draw(shift: 2 * Math.Min(frame, frames - frame));
            clip.Write("FRAME\n"u8);
            WritePlane(clip, bitmap, 1, color => (0.299f * color.Red) + (0.587f * color.Green) + (0.114f * color.Blue));
            WritePlane(clip, bitmap, 2, color => 128 - (0.169f * color.Red) - (0.331f * color.Green) + (0.5f * color.Blue));
            WritePlane(clip, bitmap, 2, color => 128 + (0.5f * color.Red) - (0.419f * color.Green) - (0.081f * color.Blue));
        }
        return clip.ToArray();
    }

    private static void WritePlane(MemoryStream clip, SKBitmap bitmap, int step, Func<SKColor, float> level)
    {
        SKColor[] pixels = bitmap.Pixels;
        for (int y = 0; y < Height; y += step)
        {
            for (int x = 0; x < Width; x += step) clip.WriteByte((byte)Math.Clamp(level(pixels[(y * Width) + x]), 0, 255));
        }
    }
}
