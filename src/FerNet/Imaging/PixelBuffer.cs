using FerNet.Utilities;

namespace FerNet.Imaging;

/// <summary>The bytes of an uncompressed image with rows that may be padded.</summary>
internal readonly ref struct PixelBuffer
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly int width;
    private readonly int height;
    private readonly int stride;
    private readonly int bytesPerPixel;
    private readonly bool isBlueFirst;

    /// <param name="bytes">All bytes from the first byte of the first row to the last byte of the last row.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="format">The order of the bytes.</param>
    /// <param name="stride">Bytes from the start of a row to that of the next; 0 for rows without padding.</param>
    /// <exception cref="ArgumentException">The sizes do not match; the message states which.</exception>
    public PixelBuffer(ReadOnlySpan<byte> bytes, int width, int height, PixelFormat format, int stride)
    {
        bytesPerPixel = Guard.Defined(format, nameof(format)) switch
        {
            PixelFormat.Gray8 => 1,
            PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3,
            _ => 4,
        };
        isBlueFirst = format is PixelFormat.Bgr24 or PixelFormat.Bgra32;
        if (width < 1 || height < 1)
        {
            throw new ArgumentException(
                Invariant($"An image of {width} x {height} pixels has no area; both sides need at least 1."), nameof(width));
        }
        if ((long)width * height > Array.MaxLength / 4)
        {
            throw new ArgumentException(
                Invariant($"An image of {width} x {height} pixels is too large; the limit is {Array.MaxLength / 4:N0} pixels. ") +
                "Make it smaller.", nameof(width));
        }
        int rowLength = width * bytesPerPixel;
        if (stride == 0) stride = rowLength;
        if (stride < rowLength)
        {
            throw new ArgumentException(
                Invariant($"The stride is {stride:N0} bytes; {width} pixels of {format} need at least {rowLength:N0}."), nameof(stride));
        }
        long least = ((long)stride * (height - 1)) + rowLength, most = (long)stride * height;
        if (bytes.Length < least || bytes.Length > most)
        {
            throw new ArgumentException(
                Invariant($"{width} x {height} pixels of {format} need {least:N0} bytes, {rowLength:N0} a row and {stride:N0} from row ") +
                Invariant($"to row; {bytes.Length:N0} are given."), nameof(bytes));
        }
        this.bytes = bytes;
        (this.width, this.height, this.stride) = (width, height, stride);
    }

    public bool IsGray => bytesPerPixel == 1;

    /// <summary>Copies gray pixels to one byte per pixel without padding.</summary>
    public byte[] ToGray()
    {
        byte[] levels = GC.AllocateUninitializedArray<byte>(width * height);
        for (int row = 0; row < height; row++) bytes.Slice(row * stride, width).CopyTo(levels.AsSpan(row * width));
        return levels;
    }

    /// <summary>Converts color pixels to four bytes per pixel without padding: red, green, blue, 255.</summary>
    public byte[] ToRgba()
    {
        byte[] colors = GC.AllocateUninitializedArray<byte>(width * height * 4);
        int red = isBlueFirst ? 2 : 0, blue = 2 - red;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> source = bytes.Slice(row * stride, width * bytesPerPixel);
            Span<byte> target = colors.AsSpan(row * width * 4, width * 4);
            for (int from = 0, to = 0; to < target.Length; from += bytesPerPixel, to += 4)
            {
                (target[to], target[to + 1], target[to + 2]) = (source[from + red], source[from + 1], source[from + blue]);
                target[to + 3] = 255;
            }
        }
        return colors;
    }
}
