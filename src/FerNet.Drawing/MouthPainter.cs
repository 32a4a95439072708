using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>Paints the mouth: lips, teeth and tongue.</summary>
internal sealed class MouthPainter(SKCanvas canvas, FaceAppearance look, Expression expression, SKColor ink)
{
    private const int Points = 24;

    public void Paint(float line)
    {
        SKPoint[] upper = Lip(line, -0.35f), lower = Lip(line, 1);
        using SKPath mouth = new();
        mouth.AddPoly([.. upper, .. lower.Reverse()], close: true);
        SKColor red = new((byte)(look.Skin.Red * 0.72f), (byte)(look.Skin.Green * 0.45f), (byte)(look.Skin.Blue * 0.45f));
        using SKPaint lips = FacePainter.Line(red, look.Stroke * 1.3f), gap = FacePainter.Line(ink, look.Stroke * 0.5f);
        canvas.DrawPath(mouth, lips);
        if (expression.MouthOpening > 0.03f)
        {
            using SKPaint inside = FacePainter.Fill(new SKColor(0x4A, 0x12, 0x16));
            canvas.DrawPath(mouth, inside);
            PaintTeeth(mouth, line);
        }
        if (expression.Tongue > 0.05f) PaintTongue(line);
        canvas.DrawPath(mouth, gap);
    }

    /// <summary>The points of a lip from corner to corner.</summary>
    private SKPoint[] Lip(float line, float sag)
    {
        SKPoint[] lip = new SKPoint[Points + 1];
        for (int i = 0; i <= Points; i++)
        {
            float t = (2f * i / Points) - 1;
            float open = MathF.Sqrt(Math.Max(0, 1 - (t * t)));
            float y = line - (expression.Smile * ((t * t) - 0.5f)) + (sag * open * expression.MouthOpening);
            y += expression.Wave * 0.035f * MathF.Sin(3.5f * MathF.PI * t);
            lip[i] = new SKPoint(t * expression.MouthWidth, y);
        }
        return lip;
    }

    private void PaintTeeth(SKPath mouth, float line)
    {
        if (expression.Teeth < 0.2f) return;
        SKRect bounds = mouth.Bounds;
        canvas.Save();
        canvas.ClipPath(mouth, antialias: true);
        using SKPaint white = FacePainter.Fill(new SKColor(0xFA, 0xFA, 0xF4));
        canvas.DrawRect(bounds.Left, bounds.Top, bounds.Width, bounds.Height * expression.Teeth, white);
        if (expression.Teeth > 0.6f)
        {
            using SKPaint gap = FacePainter.Line(ink, 0.03f);
            for (int tooth = -2; tooth <= 2; tooth++)
            {
                float x = tooth * expression.MouthWidth / 3;
                canvas.DrawLine(x, bounds.Top, x, bounds.Bottom, gap);
            }
            float middle = line + (0.3f * expression.MouthOpening) - (expression.Smile * -0.3f);
            canvas.DrawLine(bounds.Left, middle, bounds.Right, middle, gap);
        }
        canvas.Restore();
    }

    private void PaintTongue(float line)
    {
        float top = line + (0.5f * expression.MouthOpening);
        SKRect tongue = new(-0.13f, top - 0.04f, 0.13f, top + expression.Tongue);
        using SKPaint pink = FacePainter.Fill(new SKColor(0xC8, 0x4C, 0x5C));
        using SKPaint edge = FacePainter.Line(ink, 0.04f);
        canvas.DrawRoundRect(tongue, 0.12f, 0.12f, pink);
        canvas.DrawRoundRect(tongue, 0.12f, 0.12f, edge);
        canvas.DrawLine(0, top, 0, top + (0.6f * expression.Tongue), edge);
    }
}
