using System.Globalization;
using FerNet.Cli.Plots;
using FerNet.Faces;
using SkiaSharp;

namespace FerNet.Cli.Annotation;

/// <summary>
/// Draws a box and the emotion of each face into an image, legible on any background and at any size, and optionally the landmarks.
/// </summary>
internal static class AnnotatedImage
{
    private const int SmallestText = 11;

    public static byte[] Png(InputImage image, IReadOnlyList<EmotionPrediction> faces, bool withLandmarks = false)
    {
        SKImageInfo info = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(info);
        image.Color.CopyTo(bitmap.GetPixelSpan());
        using SKCanvas canvas = new(bitmap);
        SKRect[] frames = [.. faces.Select(face => Frame(info, face))];
        for (int i = 0; i < frames.Length; i++) Outlines(canvas, frames[i], ColorOf(faces[i].Emotion), LineOf(info, faces[i]));
        for (int i = 0; withLandmarks && i < frames.Length; i++) Landmarks(canvas, faces[i].Landmarks, LineOf(info, faces[i]));
        LabelPlacement places = new(info.Width, info.Height, frames);
        for (int i = 0; i < frames.Length; i++) Label(canvas, info, faces[i], size => places.Next(i, size));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The line width: visible in the whole image, but narrow enough not to hide a small face.</summary>
    private static float LineOf(SKImageInfo info, EmotionPrediction face) =>
        Math.Max(1.5f, Math.Min(Math.Min(info.Width, info.Height) / 400f, (face.Box?.Width ?? info.Width) / 40));

    private static SKRect Frame(SKImageInfo info, EmotionPrediction face)
    {
        float line = LineOf(info, face);
        FaceBox box = face.Box ?? new FaceBox(0, 0, info.Width, info.Height);
        return new SKRect(Math.Max(line, box.X), Math.Max(line, box.Y), Math.Min(info.Width - line, box.X + box.Width),
            Math.Min(info.Height - line, box.Y + box.Height));
    }

    private static void Outlines(SKCanvas canvas, SKRect frame, SKColor color, float line)
    {
        // A dark line within a light one is visible on any background.
        Outline(canvas, frame, SKColors.White, 3 * line);
        Outline(canvas, frame, SKColors.Black, 2 * line);
        Outline(canvas, frame, color, 1.4f * line);
    }

    private static void Outline(SKCanvas canvas, SKRect frame, SKColor color, float width)
    {
        using SKPaint paint = new() { Style = SKPaintStyle.Stroke, Color = color, StrokeWidth = width, IsAntialias = true };
        canvas.DrawRect(frame, paint);
    }

    /// <summary>Draws white points with a black outline; those of the eyes are larger.</summary>
    private static void Landmarks(SKCanvas canvas, FaceLandmarks? landmarks, float line)
    {
        if (landmarks is null) return;
        using SKPaint rim = new() { Color = SKColors.Black, IsAntialias = true },
            point = new() { Color = SKColors.White, IsAntialias = true };
        foreach (FacePoint place in (FacePoint[])[landmarks.RightEye, landmarks.LeftEye, landmarks.Nose, landmarks.RightMouthCorner,
            landmarks.LeftMouthCorner])
        {
            float radius = place == landmarks.RightEye || place == landmarks.LeftEye ? 1.6f * line : 1.2f * line;
            canvas.DrawCircle(place.X, place.Y, radius + (line / 2), rim);
            canvas.DrawCircle(place.X, place.Y, radius, point);
        }
    }

    private static void Label(SKCanvas canvas, SKImageInfo info, EmotionPrediction face, Func<SKSize, SKRect> place)
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{(face.IsUncertain ? "uncertain: " : "")}{face.Emotion.Name()} {face.Confidence * 100:0}%");
        float faceWidth = face.Box?.Width ?? info.Width;
        using SKTypeface typeface = SKTypeface.FromFamilyName(ChartStyle.FontName, SKFontStyle.Bold);
        using SKFont font = new(typeface, Math.Clamp(faceWidth / 7, SmallestText, Math.Max(SmallestText, info.Height / 18f)));
        float width = font.MeasureText(text);
        if (width > info.Width - 4) font.Size *= (info.Width - 4) / width;
        float pad = font.Size / 4;
        SKRect label = place(new SKSize(font.MeasureText(text) + (2 * pad), font.Size + (2 * pad)));
        SKColor color = ColorOf(face.Emotion);
        using SKPaint ground = new() { Color = color, IsAntialias = true };
        canvas.DrawRect(label, ground);
        using SKPaint ink = new() { Color = IsDark(color) ? SKColors.White : SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, label.Left + pad, label.Top + pad + (font.Size * 0.82f), SKTextAlign.Left, font, ink);
    }

    private static SKColor ColorOf(Emotion emotion)
    {
        ScottPlot.Color color = ChartStyle.ColorOf(emotion);
        return new SKColor(color.R, color.G, color.B);
    }

    /// <summary>Whether the luminance is so low that white text is more legible than black text.</summary>
    private static bool IsDark(SKColor color) => (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue) < 110;
}
