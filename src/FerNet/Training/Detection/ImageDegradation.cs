using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Training.Detection;

/// <summary>Random degradations of a whole image: blur, noise and JPEG compression.</summary>
internal static class ImageDegradation
{
    private const int TableSize = 4096;

    /// <summary>Normally distributed numbers with a standard deviation of 16.</summary>
    private static readonly sbyte[] Normals = NormalTable();

    /// <summary>Applies random degradations to a canvas (RGB bytes, row by row), in place.</summary>
    /// <param name="canvas">The image.</param>
    /// <param name="side">Its width and height.</param>
    /// <param name="smallestFace">Size of the smallest face in pixels, which limits the blur.</param>
    /// <param name="random">Source of the random numbers.</param>
    public static void Apply(Span<byte> canvas, int side, float smallestFace, ref CounterRandom random)
    {
        if (random.NextDouble() < 0.12)
        {
            int passes = smallestFace > 60 ? 1 + random.NextInt(5) : smallestFace > 24 ? 1 + random.NextInt(2) : 1;
            for (int pass = 0; pass < passes; pass++) Blur(canvas, side);
        }
        if (random.NextDouble() < 0.2)
            AddNoise(canvas, 2 + (12 * random.NextDouble() * random.NextDouble()), isGray: random.NextDouble() < 0.5, ref random);
        if (random.NextDouble() < 0.15) Recompress(canvas, side, 20 + random.NextInt(60));
    }

    /// <summary>Filters rows, then columns, with the kernel (1, 2, 1) / 4.</summary>
    internal static void Blur(Span<byte> canvas, int side)
    {
        int line = 3 * side;
        for (int y = 0; y < side; y++)
        {
            Span<byte> row = canvas.Slice(y * line, line);
            for (int part = 0; part < 3; part++)
            {
                int before = row[part];
                for (int at = part; at < line; at += 3)
                {
                    int value = row[at], after = at + 3 < line ? row[at + 3] : value;
                    row[at] = (byte)((before + (2 * value) + after + 2) >> 2);
                    before = value;
                }
            }
        }
        Span<byte> above = line <= 4096 ? stackalloc byte[line] : new byte[line];
        canvas[..line].CopyTo(above);
        for (int y = 0; y < side; y++)
        {
            Span<byte> row = canvas.Slice(y * line, line), below = y + 1 < side ? canvas.Slice((y + 1) * line, line) : row;
            for (int at = 0; at < line; at++)
            {
                int value = row[at];
                row[at] = (byte)((above[at] + (2 * value) + below[at] + 2) >> 2);
                above[at] = (byte)value;
            }
        }
    }

    private static void AddNoise(Span<byte> canvas, double deviation, bool isGray, ref CounterRandom random)
    {
        int share = (int)(deviation * 16);
        ulong draw = random.Next() | 1;
        for (int at = 0; at + 2 < canvas.Length; at += 3)
        {
            // xorshift64: fast, and good enough for noise.
            draw ^= draw << 13;
            draw ^= draw >> 7;
            draw ^= draw << 17;
            int red = Normals[draw & (TableSize - 1)], green = isGray ? red : Normals[(draw >> 12) & (TableSize - 1)], blue = isGray ? red
                : Normals[(draw >> 24) & (TableSize - 1)];
            canvas[at] = (byte)Math.Clamp(canvas[at] + ((red * share) >> 8), 0, 255);
            canvas[at + 1] = (byte)Math.Clamp(canvas[at + 1] + ((green * share) >> 8), 0, 255);
            canvas[at + 2] = (byte)Math.Clamp(canvas[at + 2] + ((blue * share) >> 8), 0, 255);
        }
    }

    private static void Recompress(Span<byte> canvas, int side, int quality)
    {
        using SKBitmap bitmap = new(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = SkiaCodec.PixelsOf(bitmap);
        for (int from = 0, to = 0; from < canvas.Length; from += 3, to += 4)
        {
            pixels[to] = canvas[from];
            pixels[to + 1] = canvas[from + 1];
            pixels[to + 2] = canvas[from + 2];
            pixels[to + 3] = 255;
        }
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using SKBitmap worn = ImageDecoder.DecodeColor(data.ToArray(), "training sample");
        ReadOnlySpan<byte> answer = SkiaCodec.PixelsOf(worn);
        for (int from = 0, to = 0; to < canvas.Length; from += 4, to += 3)
        {
            canvas[to] = answer[from];
            canvas[to + 1] = answer[from + 1];
            canvas[to + 2] = answer[from + 2];
        }
    }

    private static sbyte[] NormalTable()
    {
        CounterRandom random = new(1);
        sbyte[] table = new sbyte[TableSize];
        for (int i = 0; i < TableSize; i++) table[i] = (sbyte)Math.Clamp(Math.Round(16 * random.NextNormal()), -128, 127);
        return table;
    }
}
