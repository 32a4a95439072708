using System.Runtime.InteropServices;
using FerNet.Utilities;
using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Decodes PNG, JPEG, WebP, BMP and GIF (the first frame), and no other format, of any bit depth to sRGB. The EXIF orientation is applied,
/// and transparent parts are blended with white. Invalid data throws <see cref="InvalidDataException"/> with the image's name.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>The maximum number of pixels of an image, because decoding needs four bytes for each.</summary>
    public const int MaximumPixels = 100_000_000;

    /// <summary>The maximum size in bytes of an encoded image.</summary>
    public const int MaximumEncodedBytes = 256 << 20;

    /// <summary>Decodes to gray.</summary>
    public static GrayImage Decode(ReadOnlySpan<byte> encoded, string name)
    {
        using SKBitmap color = DecodeColor(encoded, name);
        return ToGray(color);
    }

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, string)"/>
    public static GrayImage Decode(Stream encoded, string name) => Decode(ReadAll(encoded, name), name);

    /// <inheritdoc cref="DecodeColor(ReadOnlySpan{byte}, string, out string, int)"/>
    public static SKBitmap DecodeColor(ReadOnlySpan<byte> encoded, string name) => DecodeColor(encoded, name, out _);

    /// <summary>Decodes to color: RGBA, eight bits per channel, upright and opaque. The caller disposes the bitmap.</summary>
    /// <param name="encoded">The file; its format is detected from its first bytes.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="warning">The part that is missing from the file although the image was decoded; null where nothing is missing.</param>
    /// <param name="maxPixels">The maximum number of pixels that the header may state.</param>
    public static SKBitmap DecodeColor(ReadOnlySpan<byte> encoded, string name, out string? warning, int maxPixels = MaximumPixels)
    {
        DecodedImage image = Decode(encoded, name, maxPixels, mayReduce: false);
        warning = image.Warning;
        return image.Pixels;
    }

    /// <summary>
    /// Decodes to color, and a large JPEG at a reduced size, see <see cref="JpegReduction"/>. The caller disposes the pixels.
    /// </summary>
    /// <inheritdoc cref="DecodeColor(ReadOnlySpan{byte}, string, out string, int)"/>
    public static DecodedImage DecodeReduced(ReadOnlySpan<byte> encoded, string name, int maxPixels = MaximumPixels) =>
        Decode(encoded, name, maxPixels, mayReduce: true);

    /// <summary>The gray levels of an image from <see cref="DecodeColor(ReadOnlySpan{byte}, string)"/>.</summary>
    public static GrayImage ToGray(SKBitmap color)
    {
        byte[] gray = GC.AllocateUninitializedArray<byte>(color.Width * color.Height);
        Luma.FromColor(SkiaCodec.PixelsOf(color), gray);
        return new GrayImage(color.Width, color.Height, gray);
    }

    /// <summary>Reads an encoded image to its end, but never more than <see cref="MaximumEncodedBytes"/>.</summary>
    public static byte[] ReadAll(Stream encoded, string name)
    {
        using MemoryStream held = new();
        byte[] piece = new byte[64 << 10];
        for (int count; (count = encoded.Read(piece)) > 0;) Hold(held, piece.AsSpan(0, count), name);
        return held.ToArray();
    }

    /// <summary>The same, read asynchronously.</summary>
    public static async Task<byte[]> ReadAllAsync(Stream encoded, string name, CancellationToken cancellationToken)
    {
        using MemoryStream held = new();
        byte[] piece = new byte[64 << 10];
        for (int count; (count = await encoded.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
            Hold(held, piece.AsSpan(0, count), name);
        return held.ToArray();
    }

    private static DecodedImage Decode(ReadOnlySpan<byte> encoded, string name, int maxPixels, bool mayReduce)
    {
        name = UntrustedText.Quote(name);
        if (encoded.IsEmpty) throw new InvalidDataException($"{name}: the image is empty (0 bytes).");
        if (encoded.Length > MaximumEncodedBytes) throw TooManyBytes(name);
        ImageKind kind = ImageKind.Detect(encoded) ?? throw Unreadable(SKCodecResult.Unimplemented, name);
        if (!kind.IsReadable) throw new InvalidDataException($"{name}: {kind.Refusal}");
        SKEncodedOrigin origin = ExifOrientation.Read(encoded, kind);
        SKSizeI size = default;
        int reduction = 1;
        SKCodecResult result = SkiaCodec.TryDecode(encoded, kind, name, maxPixels, ReductionFor, out SKBitmap? stored);
        string? warning = null;
        if (kind == ImageKind.Jpeg && stored is null)
        {
            stored = TruncatedJpeg.Decode(encoded, name, maxPixels, out warning);
            reduction = 1;
        }
        if (stored is null) throw Unreadable(result, name);
        if (reduction == 1) size = stored.Info.Size;
        bool swaps = Orientation.SwapsSides(origin);
        return new DecodedImage(
            Upright(stored, origin),
            swaps ? size.Height : size.Width,
            swaps ? size.Width : size.Height,
            reduction,
            warning);

        int ReductionFor(SKSizeI stored)
        {
            size = stored;
            return reduction = mayReduce && kind == ImageKind.Jpeg ? JpegReduction.ComputeFactor(stored, origin) : 1;
        }
    }

    private static void Hold(MemoryStream held, ReadOnlySpan<byte> piece, string name)
    {
        if (held.Length + piece.Length > MaximumEncodedBytes) throw TooManyBytes(name);
        held.Write(piece);
    }

    private static SKBitmap Upright(SKBitmap stored, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft) return stored;
        using (stored)
        {
            bool swaps = Orientation.SwapsSides(origin);
            SKBitmap upright = new(swaps ? SkiaCodec.NewInfo(stored.Height, stored.Width) : stored.Info);
            Orientation.Apply(MemoryMarshal.Cast<byte, uint>(SkiaCodec.PixelsOf(stored)), stored.Width, stored.Height, origin,
                MemoryMarshal.Cast<byte, uint>(SkiaCodec.PixelsOf(upright)));
            return upright;
        }
    }

    private static InvalidDataException Unreadable(SKCodecResult result, string name) => new(result switch
    {
        SKCodecResult.IncompleteInput => $"{name}: the image is cut off. Get the file again.",
        SKCodecResult.Unimplemented => $"{name}: not an image that can be read; use PNG, JPEG, WebP, BMP or GIF.",
        _ => $"{name}: the image is damaged or cut off. Get the file again.",
    });

    private static InvalidDataException TooManyBytes(string name) =>
        new($"{name}: more than {MaximumEncodedBytes >> 20} MiB; that is no ordinary image; make it smaller.");
}
