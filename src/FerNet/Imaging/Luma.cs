namespace FerNet.Imaging;

/// <summary>Converts color to gray: Rec. 601 luma in integer arithmetic, so that the bytes are the same on every machine.</summary>
internal static class Luma
{
    /// <summary>0.299 R + 0.587 G + 0.114 B, rounded; a pixel with three equal channels keeps their value.</summary>
    public static byte FromRgb(byte red, byte green, byte blue) =>
        (byte)(((19_595 * red) + (38_470 * green) + (7_471 * blue) + 32_768) >> 16);

    /// <summary>Blends one channel with white: an alpha of 0 gives 255.</summary>
    public static byte OnWhite(byte part, byte alpha) =>
        (byte)(((part * alpha) + (255 * (255 - alpha)) + 127) / 255);

    /// <summary>Four bytes for each gray level: the level three times, and 255.</summary>
    public static byte[] ToColor(ReadOnlySpan<byte> gray)
    {
        byte[] color = new byte[gray.Length * 4];
        for (int pixel = 0; pixel < gray.Length; pixel++)
        {
            color.AsSpan(pixel * 4, 3).Fill(gray[pixel]);
            color[(pixel * 4) + 3] = 255;
        }
        return color;
    }

    /// <summary>
    /// The gray levels of four-byte pixels, blended with white: red, green, blue, alpha; with <paramref name="blueFirst"/> blue, green,
    /// red, alpha.
    /// </summary>
    public static void FromColor(ReadOnlySpan<byte> color, Span<byte> gray, bool blueFirst = false)
    {
        if (color.Length != gray.Length * 4)
        {
            throw new ArgumentException(
                $"{color.Length} bytes of color for {gray.Length} pixels of gray; each pixel has 4.", nameof(color));
        }
        int red = blueFirst ? 2 : 0;
        int blue = 2 - red;
        for (int pixel = 0; pixel < gray.Length; pixel++)
        {
            ReadOnlySpan<byte> channels = color.Slice(pixel * 4, 4);
            byte alpha = channels[3];
            gray[pixel] = alpha == 255
                ? FromRgb(channels[red], channels[1], channels[blue])
                : FromRgb(OnWhite(channels[red], alpha), OnWhite(channels[1], alpha), OnWhite(channels[blue], alpha));
        }
    }
}
