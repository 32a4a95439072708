using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>The package's icon: a drawn happy face in a round frame, 128 x 128.</summary>
public static class PackageIcon
{
    private const int Side = 128, Seed = 11;

    /// <summary>Draws the icon. The caller disposes it.</summary>
    public static SKBitmap Draw()
    {
        SKBitmap icon = new(Side, Side, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using SKCanvas canvas = new(icon);
        canvas.Clear(SKColors.Transparent);
        using SKPath frame = new();
        frame.AddCircle(Side / 2f, Side / 2f, (Side / 2f) - 3);
        canvas.Save();
        canvas.ClipPath(frame, antialias: true);
        using SKBitmap face = DrawnFaces.Bitmap(Emotion.Happy, Seed, Side);
        canvas.DrawBitmap(face, 0, 0);
        canvas.Restore();
        using SKPaint ring =
            new() { Style = SKPaintStyle.Stroke, StrokeWidth = 6, Color = new SKColor(0x00, 0x72, 0xB2), IsAntialias = true };
        canvas.DrawPath(frame, ring);
        return icon;
    }
}
