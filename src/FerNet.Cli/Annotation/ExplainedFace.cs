using FerNet.Cli.Plots;
using FerNet.Imaging;
using FerNet.Prediction;
using SkiaSharp;

namespace FerNet.Cli.Annotation;

/// <summary>Draws a face and, beside it, the same face with its relevance: orange supports the answer, blue contradicts it.</summary>
internal static class ExplainedFace
{
    private const int Scale = 8, Side = FacePatch.Size * Scale, Foot = 76;

    public static byte[] Png(EmotionExplanation explanation)
    {
        using SKBitmap face = Paint(explanation, strength: 0), overlaid = Paint(explanation, strength: 0.75f);
        using SKBitmap sheet = new(2 * Side, Side + Foot, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(sheet);
        canvas.Clear(SKColors.White);
        SKSamplingOptions smooth = new(SKCubicResampler.Mitchell);
        using SKImage left = SKImage.FromBitmap(face), right = SKImage.FromBitmap(overlaid);
        canvas.DrawImage(left, new SKRect(0, 0, Side, Side), smooth);
        canvas.DrawImage(right, new SKRect(Side, 0, 2 * Side, Side), smooth);
        using SKTypeface typeface = SKTypeface.FromFamilyName(ChartStyle.FontName);
        using SKFont font = new(typeface, 22);
        using SKPaint ink = new() { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = true };
        canvas.DrawText(explanation.Prediction.ToString(), 12, Side + 30, SKTextAlign.Left, font, ink);
        canvas.DrawText("orange: raises the probability, blue: lowers it", 12, Side + 60, SKTextAlign.Left, font, ink);
        using SKData png = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static SKBitmap Paint(EmotionExplanation explanation, float strength)
    {
        ReadOnlySpan<byte> patch = explanation.Patch.Span;
        ReadOnlySpan<float> relevance = explanation.Relevance.Span;
        float most = 1e-6f;
        foreach (float value in relevance) most = MathF.Max(most, MathF.Abs(value));
        SKBitmap bitmap = new(FacePatch.Size, FacePatch.Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < patch.Length; i++)
        {
            float share = strength * MathF.Abs(relevance[i]) / most;
            ScottPlot.Color tint = relevance[i] > 0 ? ChartStyle.Orange : ChartStyle.Blue;
            bitmap.SetPixel(i % FacePatch.Size, i / FacePatch.Size,
                new SKColor(Mix(patch[i], tint.R, share), Mix(patch[i], tint.G, share), Mix(patch[i], tint.B, share)));
        }
        return bitmap;
    }

    private static byte Mix(byte gray, byte tint, float share) => (byte)((gray * (1 - share)) + (tint * share));
}
