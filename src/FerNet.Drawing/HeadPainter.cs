using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>Paints the parts that do not depend on the expression: neck, ears, head and hair.</summary>
internal sealed class HeadPainter(SKCanvas canvas, FaceAppearance look)
{
    public void Paint()
    {
        using SKPaint skin = FacePainter.Fill(look.Skin);
        using SKPaint shade = FacePainter.Fill(FacePainter.Darker(look.Skin, 0.8f));
        using SKPaint hair = FacePainter.Fill(look.Hair);
        using SKPaint edge = FacePainter.Line(FacePainter.Darker(look.Skin, 0.6f), 0.02f);
        float top = -look.Length * 0.98f, bottom = look.Length;
        if (look.HairStyle == 3) canvas.DrawRoundRect(new SKRect(-1.12f, top - 0.08f, 1.12f, bottom + 0.2f), 0.9f, 0.7f, hair);
        canvas.DrawRoundRect(new SKRect(-0.42f, bottom - 0.4f, 0.42f, bottom + 1.2f), 0.2f, 0.2f, shade);
        foreach (float x in (float[])[-1, 1]) canvas.DrawOval(x, 0.02f, 0.13f, 0.22f, shade);

        using SKPath head = new();
        head.MoveTo(-1, -0.1f);
        head.CubicTo(-1, top * 1.05f, 1, top * 1.05f, 1, -0.1f);
        head.CubicTo(1, bottom * 0.6f, look.Jaw * 0.75f, bottom, 0, bottom);
        head.CubicTo(-look.Jaw * 0.75f, bottom, -1, bottom * 0.6f, -1, -0.1f);
        canvas.DrawPath(head, skin);
        PaintRelief(head, bottom);
        canvas.DrawPath(head, edge);
        PaintHair(head, hair, top);
    }

    /// <summary>Shades the rim and lightens forehead, cheeks and chin, so that the head looks round.</summary>
    private void PaintRelief(SKPath head, float bottom)
    {
        canvas.Save();
        canvas.ClipPath(head, antialias: true);
        using SKShader rim = SKShader.CreateRadialGradient(new SKPoint(0, -0.05f), 1.3f,
            [SKColors.Transparent, SKColors.Transparent, FacePainter.Darker(look.Skin, 0.35f).WithAlpha(190)], [0, 0.5f, 1],
            SKShaderTileMode.Clamp);
        using SKPaint shade = new() { Shader = rim, IsAntialias = true };
        canvas.DrawPath(head, shade);
        using SKPaint light = FacePainter.Soft(FacePainter.Lighter(look.Skin, 0.35f).WithAlpha(120), 0.12f),
            under = FacePainter.Soft(FacePainter.Darker(look.Skin, 0.6f).WithAlpha(110), 0.07f);
        canvas.DrawOval(0, -0.72f, 0.45f, 0.14f, light);
        foreach (float x in (float[])[-0.52f, 0.52f]) canvas.DrawOval(x, 0.2f, 0.2f, 0.16f, light);
        canvas.DrawOval(0, bottom * 0.86f, 0.2f, 0.08f, light);
        canvas.DrawOval(0, 0.76f, 0.22f, 0.05f, under);
        canvas.Restore();
    }

    private void PaintHair(SKPath head, SKPaint hair, float top)
    {
        if (look.HairStyle == 0) return;
        canvas.Save();
        if (look.HairStyle != 4) canvas.ClipPath(head, antialias: true);
        if (look.HairStyle is 1 or 3)
        {
            canvas.DrawRect(-1.2f, top - 0.1f, 2.4f, 0.36f, hair);
        }
        else if (look.HairStyle == 2)
        {
            using SKPath parting = new();
            parting.AddPoly([new(-1.2f, top - 0.1f), new(1.2f, top - 0.1f), new(1.1f, top + 0.6f), new(-0.3f, top + 0.22f),
                new(-1.1f, top + 0.7f)], close: true);
            canvas.DrawPath(parting, hair);
        }
        else
        {
            for (int curl = 0; curl < 9; curl++)
            {
                (float sin, float cos) = MathF.SinCos(MathF.PI * (1.06f + (0.88f * curl / 8)));
                canvas.DrawCircle(cos * 0.86f, (sin * look.Length * 0.72f) - 0.08f, 0.24f, hair);
            }
        }
        canvas.Restore();
    }
}
