namespace FerNet.Pictures;

/// <summary>The one definition of grey: Rec. 601 luma in integer arithmetic, so that every machine gets the same bytes.</summary>
internal static class Luma
{
    /// <summary>0.299 R + 0.587 G + 0.114 B, rounded; a pixel whose three parts are equal keeps their value.</summary>
    public static byte Of(byte red, byte green, byte blue) =>
        (byte)(((19_595 * red) + (38_470 * green) + (7_471 * blue) + 32_768) >> 16);

    /// <summary>One part of a pixel as it looks on white paper: where alpha is 0 it becomes 255.</summary>
    public static byte OnWhite(byte part, byte alpha) =>
        (byte)(((part * alpha) + (255 * (255 - alpha)) + 127) / 255);

    /// <summary>Four bytes for each grey level: the level three times, and 255.</summary>
    public static byte[] ToColour(ReadOnlySpan<byte> grey)
    {
        byte[] colour = new byte[grey.Length * 4];
        for (int pixel = 0; pixel < grey.Length; pixel++)
        {
            colour.AsSpan(pixel * 4, 3).Fill(grey[pixel]);
            colour[(pixel * 4) + 3] = 255;
        }
        return colour;
    }

    /// <summary>
    /// Grey of four-byte pixels, laid on white: red, green, blue, alpha; with <paramref name="blueFirst"/> blue, green, red, alpha.
    /// </summary>
    public static void FromColour(ReadOnlySpan<byte> colour, Span<byte> grey, bool blueFirst = false)
    {
        if (colour.Length != grey.Length * 4)
        {
            throw new ArgumentException(
                $"{colour.Length} bytes of colour for {grey.Length} pixels of grey; each pixel has 4.", nameof(colour));
        }
        int red = blueFirst ? 2 : 0;
        int blue = 2 - red;
        for (int pixel = 0; pixel < grey.Length; pixel++)
        {
            ReadOnlySpan<byte> parts = colour.Slice(pixel * 4, 4);
            byte alpha = parts[3];
            grey[pixel] = alpha == 255
                ? Of(parts[red], parts[1], parts[blue])
                : Of(OnWhite(parts[red], alpha), OnWhite(parts[1], alpha), OnWhite(parts[blue], alpha));
        }
    }
}
