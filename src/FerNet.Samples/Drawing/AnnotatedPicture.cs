using System.Globalization;
using FerNet.Samples.Plots;
using SkiaSharp;

namespace FerNet.Samples.Drawing;

/// <summary>A picture with a box around each face and its emotion in words, legible on any ground and at any size.</summary>
internal static class AnnotatedPicture
{
    private const int SmallestText = 11;

    public static byte[] Png(Picture picture, IReadOnlyList<EmotionPrediction> faces)
    {
        SKImageInfo info = new(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(info);
        picture.Colour.CopyTo(bitmap.GetPixelSpan());
        using SKCanvas canvas = new(bitmap);
        // Small faces last: their labels stay on top.
        foreach (EmotionPrediction face in faces) Draw(canvas, info, face);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Draw(SKCanvas canvas, SKImageInfo info, EmotionPrediction face)
    {
        FaceBox box = face.Face ?? new FaceBox(0, 0, info.Width, info.Height);
        float line = Math.Max(1.5f, Math.Min(info.Width, info.Height) / 400f);
        SKRect frame = new(Math.Max(line, box.X), Math.Max(line, box.Y), Math.Min(info.Width - line, box.X + box.Width), Math.Min(info.Height - line, box.Y + box.Height));
        SKColor colour = ColourOf(face.Emotion);
        // A dark line within a light one shows on any ground.
        Outline(canvas, frame, SKColors.White, 3 * line);
        Outline(canvas, frame, SKColors.Black, 2 * line);
        Outline(canvas, frame, colour, 1.4f * line);
        Label(canvas, info, frame, colour, string.Create(CultureInfo.InvariantCulture, $"{(face.IsUnsure ? "unsure: " : "")}{face.Emotion.Name()} {face.Confidence * 100:0}%"), box.Width);
    }

    private static void Outline(SKCanvas canvas, SKRect frame, SKColor colour, float width)
    {
        using SKPaint paint = new() { Style = SKPaintStyle.Stroke, Color = colour, StrokeWidth = width, IsAntialias = true };
        canvas.DrawRect(frame, paint);
    }

    /// <summary>Above the face where there is room, else below, else within; never beyond the picture.</summary>
    private static void Label(SKCanvas canvas, SKImageInfo info, SKRect frame, SKColor colour, string text, float faceWidth)
    {
        using SKTypeface typeface = SKTypeface.FromFamilyName(ChartStyle.FontName, SKFontStyle.Bold);
        using SKFont font = new(typeface, Math.Clamp(faceWidth / 7, SmallestText, Math.Max(SmallestText, info.Height / 18f)));
        float width = font.MeasureText(text);
        if (width > info.Width - 4) font.Size *= (info.Width - 4) / width;
        width = font.MeasureText(text);
        float pad = font.Size / 4, height = font.Size + (2 * pad);
        float left = Math.Clamp(frame.Left, 0, Math.Max(0, info.Width - width - (2 * pad)));
        float top = frame.Top - height >= 0 ? frame.Top - height : frame.Bottom + height <= info.Height ? frame.Bottom : Math.Max(0, frame.Top);
        using SKPaint ground = new() { Color = colour, IsAntialias = true };
        canvas.DrawRect(left, top, width + (2 * pad), height, ground);
        using SKPaint ink = new() { Color = IsDark(colour) ? SKColors.White : SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, left + pad, top + pad + (font.Size * 0.82f), SKTextAlign.Left, font, ink);
    }

    private static SKColor ColourOf(Emotion emotion)
    {
        ScottPlot.Color colour = ChartStyle.Of(emotion);
        return new SKColor(colour.R, colour.G, colour.B);
    }

    /// <summary>Relative luminance below a third, where white letters are the clearer ones.</summary>
    private static bool IsDark(SKColor colour) => (0.2126 * colour.Red) + (0.7152 * colour.Green) + (0.0722 * colour.Blue) < 110;
}
