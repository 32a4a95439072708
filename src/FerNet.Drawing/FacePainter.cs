using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>
/// Paints one head. Lengths are in units of half the head's width; the y axis points down; the origin is between the eyes and the mouth.
/// </summary>
internal sealed class FacePainter(SKCanvas canvas, FaceAppearance look, Expression expression)
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
            PaintSocket(mirrored);
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

    internal static SKColor Lighter(SKColor color, float share) => new(
        (byte)(color.Red + (share * (255 - color.Red))), (byte)(color.Green + (share * (255 - color.Green))),
        (byte)(color.Blue + (share * (255 - color.Blue))));

    internal static SKPaint Fill(SKColor color) => new() { Color = color, IsAntialias = true };

    /// <summary>A paint with blurred edges.</summary>
    internal static SKPaint Soft(SKColor color, float blur) =>
        new() { Color = color, IsAntialias = true, MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur) };

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

    /// <summary>Shades the eye socket, which lies deeper than brow and cheek.</summary>
    private void PaintSocket(int mirrored)
    {
        using SKPaint shade = Soft(Darker(look.Skin, 0.62f).WithAlpha(150), 0.09f);
        canvas.DrawOval(mirrored * look.EyeDistance * 0.97f, EyeLine - 0.05f, look.EyeSize * 1.4f, look.EyeSize * 0.95f, shade);
    }

    private void PaintEye(int mirrored)
    {
        float x = mirrored * look.EyeDistance;
        float width = look.EyeSize * 1.1f, height = look.EyeSize * 0.62f * expression.EyeOpening;
        if (expression.Cheeks > 0.72f)
        {
            using SKPath arc = new();
            arc.MoveTo(x - width, EyeLine + 0.05f);
            arc.QuadTo(x, EyeLine - 0.16f, x + width, EyeLine + 0.05f);
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
            using SKPaint white = Fill(new SKColor(0xEC, 0xE8, 0xE2)), iris = Fill(new SKColor(0x4A, 0x34, 0x24)),
                pupil = Fill(new SKColor(0x12, 0x0E, 0x0C)), glint = Fill(new SKColor(0xF4, 0xF4, 0xF4));
            canvas.DrawRect(eye, white);
            float middle = x + (look.Gaze * width * 0.35f), radius = 0.105f * (0.5f + (0.5f * expression.Pupil));
            canvas.DrawCircle(middle, EyeLine, radius, iris);
            canvas.DrawCircle(middle, EyeLine, 0.5f * radius, pupil);
            canvas.DrawCircle(middle - (0.35f * radius), EyeLine - (0.35f * radius), 0.22f * radius, glint);
            using SKPaint lid = Fill(Darker(look.Skin, 0.8f));
            canvas.DrawRect(eye.Left, eye.Top, eye.Width, eye.Height * expression.Lid, lid);
            canvas.Restore();
            using SKPaint lower = Line(Darker(look.Skin, 0.5f), 0.022f), lashes = Line(ink, 0.055f);
            canvas.DrawArc(eye, 0, 180, useCenter: false, lower);
            float fallen = eye.Height * expression.Lid;
            canvas.DrawArc(new SKRect(eye.Left, eye.Top + fallen, eye.Right, eye.Bottom), 190, 160, useCenter: false, lashes);
        }
        if (look.Glasses)
        {
            using SKPaint frame = Line(new SKColor(0x30, 0x30, 0x30), 0.028f);
            float across = look.EyeSize * 1.75f, down = look.EyeSize * 1.4f;
            canvas.DrawRoundRect(new SKRect(x - across, EyeLine - down, x + across, EyeLine + down), 0.16f, 0.16f, frame);
            canvas.DrawLine(0, EyeLine - 0.06f, x - (mirrored * across), EyeLine - 0.06f, frame);
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
        const float Height = EyeLine - 0.31f;
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
        float tip = look.Nose + 0.04f;
        using SKPaint side = Soft(Darker(look.Skin, 0.6f).WithAlpha(130), 0.05f),
            under = Soft(Darker(look.Skin, 0.5f).WithAlpha(190), 0.04f),
            ridge = Soft(Lighter(look.Skin, 0.3f).WithAlpha(170), 0.045f), nostril = Soft(Darker(look.Skin, 0.25f), 0.012f);
        foreach (float x in (float[])[-0.13f, 0.13f]) canvas.DrawOval(x, tip * 0.35f, 0.04f, tip * 0.55f, side);
        canvas.DrawOval(0, tip * 0.25f, 0.045f, tip * 0.75f, ridge);
        canvas.DrawOval(0, tip + 0.05f, 0.19f, 0.05f, under);
        foreach (float x in (float[])[-0.085f, 0.085f]) canvas.DrawOval(x, tip + 0.035f, 0.05f, 0.026f, nostril);
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
