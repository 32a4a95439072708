using FerNet.Html;
using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>A page of faces with text below and above them. Must be disposed.</summary>
internal sealed class FaceSheet : IDisposable
{
    private readonly SKBitmap sheet;
    private readonly SKCanvas canvas;
    private readonly SKTypeface regular, bold;

    public FaceSheet(int width, int height)
    {
        sheet = new SKBitmap(width, height);
        canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        regular = SKTypeface.FromFamilyName(ChartStyle.FontName) ?? SKTypeface.Default;
        bold = SKTypeface.FromFamilyName(ChartStyle.FontName, SKFontStyle.Bold) ?? SKTypeface.Default;
    }

    public static SKColor Gray { get; } = new(0x55, 0x55, 0x55);

    public void Face(ReadOnlySpan<byte> pixels, float x, float y, float side)
    {
        using SKBitmap patch = PixelImage.Bitmap(pixels);
        using SKImage image = SKImage.FromBitmap(patch);
        canvas.DrawImage(image, new SKRect(x, y, x + side, y + side), new SKSamplingOptions(SKCubicResampler.Mitchell));
    }

    /// <param name="text">The text.</param>
    /// <param name="x">Left end in pixels.</param>
    /// <param name="y">Baseline in pixels.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="color">Color of the text.</param>
    /// <param name="isBold">Whether the text is bold.</param>
    /// <param name="width"> Maximum width in pixels. The beginning of a longer text is left out, because a path ends with the file name.
    /// </param>
    public void Write(string text, float x, float y, float size, SKColor color, bool isBold = false, float width = float.MaxValue)
    {
        using SKFont font = new(isBold ? bold : regular, size);
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        string shown = text;
        for (int from = 1; from < text.Length && font.MeasureText(shown) > width; from++) shown = "..." + text[from..];
        canvas.DrawText(shown, x, y, font, paint);
    }

    public byte[] Png()
    {
        canvas.Flush();
        using SKData data = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        canvas.Dispose();
        sheet.Dispose();
        regular.Dispose();
        bold.Dispose();
    }
}
