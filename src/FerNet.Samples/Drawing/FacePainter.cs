using SkiaSharp;

namespace FerNet.Samples.Drawing;

/// <summary>
/// Paints one head. Lengths are in halves of the head's width, y runs down, and the origin lies between the eyes and the mouth.
/// </summary>
internal sealed class FacePainter(SKCanvas canvas, Look look, Expression expression)
{
    private const float EyeLine = -0.18f;
    private const float MouthLine = 0.58f;
    private readonly SKColor ink = Darker(look.Skin, 0.22f);

    public void Paint(float side)
    {
        canvas.Clear(look.Background);
        canvas.Save();
        canvas.Translate(look.Center.X * side, look.Center.Y * side);
        canvas.RotateDegrees(look.Roll);
        canvas.Scale(look.Scale * side);
        new HeadPainter(canvas, look).Paint();
        for (int mirrored = -1; mirrored <= 1; mirrored += 2)
        {
            PaintEye(mirrored);
            PaintBrow(mirrored);
        }
        PaintNose();
        new MouthPainter(canvas, look, expression, ink).Paint(MouthLine);
        canvas.Restore();
        PaintLight(side);
    }

    internal static SKColor Darker(SKColor color, float share) =>
        new((byte)(color.Red * share), (byte)(color.Green * share), (byte)(color.Blue * share));

    internal static SKPaint Fill(SKColor color) => new() { Color = color, IsAntialias = true };

    internal static SKPaint Line(SKColor color, float width) =>
        new()
        {
            Color = color,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = width,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };

    private void PaintEye(int mirrored)
    {
        float x = mirrored * look.EyeDistance;
        float width = look.EyeSize * 1.15f, height = look.EyeSize * expression.EyeOpening;
        using SKPaint line = Line(ink, 0.045f);
        if (expression.Cheeks > 0.72f)
        {
            using SKPath arc = new();
            arc.MoveTo(x - width, EyeLine + 0.06f);
            arc.QuadTo(x, EyeLine - 0.20f, x + width, EyeLine + 0.06f);
            using SKPaint lid = Line(ink, 0.075f);
            canvas.DrawPath(arc, lid);
        }
        else
        {
            SKRect eye = new(x - width, EyeLine - height, x + width, EyeLine + (height * (1 - (0.4f * expression.Cheeks))));
            using SKPath outline = new();
            outline.AddOval(eye);
            canvas.Save();
            canvas.ClipPath(outline, antialias: true);
            using SKPaint white = Fill(new SKColor(0xF8, 0xF8, 0xF5));
            canvas.DrawRect(eye, white);
            using SKPaint pupil = Fill(new SKColor(0x18, 0x14, 0x12));
            canvas.DrawCircle(x + (look.Gaze * width * 0.4f), EyeLine + (0.1f * height), 0.095f * expression.Pupil, pupil);
            using SKPaint lid = Fill(Darker(look.Skin, 0.85f));
            canvas.DrawRect(eye.Left, eye.Top, eye.Width, eye.Height * expression.Lid, lid);
            canvas.Restore();
            canvas.DrawOval(eye, line);
        }
        if (look.Glasses)
        {
            using SKPaint frame = Line(new SKColor(0x30, 0x30, 0x30), 0.04f);
            canvas.DrawCircle(x, EyeLine, look.EyeSize * 1.7f, frame);
            canvas.DrawLine(0, EyeLine, x - (mirrored * look.EyeSize * 1.7f), EyeLine, frame);
        }
        if (expression.Tear > 0 && mirrored < 0) PaintTear(x, EyeLine + height);
    }

    private void PaintTear(float x, float top)
    {
        float size = 0.10f * expression.Tear;
        using SKPath drop = new();
        drop.MoveTo(x, top);
        drop.CubicTo(x + (1.6f * size), top + (2.6f * size), x + size, top + (3.4f * size), x, top + (3.4f * size));
        drop.CubicTo(x - size, top + (3.4f * size), x - (1.6f * size), top + (2.6f * size), x, top);
        using SKPaint water = Fill(new SKColor(0xE4, 0xF3, 0xFF));
        using SKPaint edge = Line(new SKColor(0x4A, 0x7A, 0xA8), 0.03f);
        canvas.DrawPath(drop, water);
        canvas.DrawPath(drop, edge);
    }

    private void PaintBrow(int mirrored)
    {
        const float Height = EyeLine - 0.36f;
        float inner = mirrored * (look.EyeDistance - 0.20f), outer = mirrored * (look.EyeDistance + 0.22f);
        float innerY = Height - expression.InnerBrow, outerY = Height - expression.OuterBrow;
        using SKPath brow = new();
        brow.MoveTo(inner, innerY);
        brow.QuadTo((inner + outer) / 2, ((innerY + outerY) / 2) - (2 * expression.BrowArch), outer, outerY);
        using SKPaint line = Line(ink, look.Stroke * 1.1f);
        canvas.DrawPath(brow, line);
    }

    private void PaintNose()
    {
        using SKPaint line = Line(Darker(look.Skin, 0.55f), 0.05f);
        using SKPath nose = new();
        nose.MoveTo(0.02f, 0);
        nose.LineTo(0.09f, look.Nose);
        nose.LineTo(-0.03f, look.Nose + 0.02f);
        canvas.DrawPath(nose, line);
        if (expression.Wrinkles < 0.4f) return;
        using SKPaint wrinkle = Line(ink, 0.045f);
        for (int row = 0; row < 3; row++)
        {
            float y = -0.16f + (0.11f * row), width = 0.11f * expression.Wrinkles;
            canvas.DrawLine(-width, y + 0.03f, width, y - 0.01f, wrinkle);
        }
    }

    private void PaintLight(float side)
    {
        (float sin, float cos) = MathF.SinCos(look.Light.Direction * MathF.PI / 180);
        SKPoint middle = new(side / 2, side / 2), reach = new(cos * side * 0.6f, sin * side * 0.6f);
        SKColor shadow = SKColors.Black.WithAlpha((byte)(255 * look.Light.Strength));
        using SKShader shader =
            SKShader.CreateLinearGradient(middle - reach, middle + reach, [SKColors.Transparent, shadow], SKShaderTileMode.Clamp);
        using SKPaint paint = new() { Shader = shader };
        canvas.DrawRect(0, 0, side, side, paint);
    }
}
