using System.Runtime.InteropServices;
using FerNet.Evaluation;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>
/// A contact sheet of the mistakes a model was surest of: seven by seven faces with what they are and what they were taken for.
/// </summary>
internal static class MistakesSheet
{
    private const int Columns = 7, Face = 120, Cell = 150, Caption = 44, Margin = 16, Head = 76;

    public static byte[] Png(EmotionEvaluation evaluation, int count = Columns * Columns)
    {
        IReadOnlyList<EmotionMistake> mistakes = evaluation.Mistakes(count);
        int rows = Math.Max(1, (mistakes.Count + Columns - 1) / Columns);
        using SKBitmap sheet = new((Columns * Cell) + (2 * Margin), Head + (rows * (Face + Caption + 10)) + Margin);
        using SKCanvas canvas = new(sheet);
        canvas.Clear(SKColors.White);
        using SKTypeface face = SKTypeface.FromFamilyName(ChartStyle.FontName) ?? SKTypeface.Default;
        using SKTypeface bold = SKTypeface.FromFamilyName(ChartStyle.FontName, SKFontStyle.Bold) ?? SKTypeface.Default;
        Write(canvas, mistakes.Count == 0
            ? "No mistakes"
            : $"The {mistakes.Count} mistakes made with most confidence", Margin, 34, bold, 22, SKColors.Black);
        Write(canvas, "orange: what the model said; black: the label", Margin, 60, face, 16, new SKColor(0x55, 0x55, 0x55));
        for (int i = 0; i < mistakes.Count; i++)
        {
            float x = Margin + (i % Columns * Cell), y = Head + (i / Columns * (Face + Caption + 10));
            using SKBitmap patch = Patch(evaluation.Faces.Pixels(mistakes[i].FaceIndex));
            using SKImage image = SKImage.FromBitmap(patch);
            canvas.DrawImage(image, new SKRect(x, y, x + Face, y + Face), new SKSamplingOptions(SKCubicResampler.Mitchell));
            Write(canvas, $"{mistakes[i].Predicted.Name()} {100 * mistakes[i].Confidence:0} %", x, y + Face +
                18, bold, 15, new SKColor(0xB2, 0x4A, 0x00));
            Write(canvas, mistakes[i].Label.Name(), x, y + Face + 37, face, 15, SKColors.Black);
        }
        canvas.Flush();
        using SKData data = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static SKBitmap Patch(ReadOnlySpan<byte> pixels)
    {
        SKBitmap bitmap = new(FacePatch.Size, FacePatch.Size, SKColorType.Gray8, SKAlphaType.Opaque);
        Marshal.Copy(pixels.ToArray(), 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    private static void Write(SKCanvas canvas, string text, float x, float y, SKTypeface face, float size, SKColor color)
    {
        using SKFont font = new(face, size);
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, font, paint);
    }
}
