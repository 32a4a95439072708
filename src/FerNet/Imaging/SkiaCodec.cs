using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Decodes with SkiaSharp, and only the format that the first bytes state. Uses only members that SkiaSharp 2.88, 3 and 4 have in common.
/// </summary>
internal static class SkiaCodec
{
    /// <summary>The decoded pixel format: eight bits each of red, green, blue and alpha, in sRGB, not premultiplied.</summary>
    public static SKImageInfo NewInfo(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());

    /// <summary>The bytes of a bitmap, row by row without gaps.</summary>
    public static unsafe Span<byte> PixelsOf(SKBitmap bitmap) => new((void*)bitmap.GetPixels(), bitmap.ByteCount);

    /// <summary>Decodes the pixels in stored orientation, with transparent parts blended with white.</summary>
    /// <param name="encoded">The file.</param>
    /// <param name="kind">The format, one that FerNet reads.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="maxPixels">The maximum number of pixels.</param>
    /// <param name="reduction">
    /// Pixels of the image along each side of one decoded pixel: 1, or for a JPEG also 2, 4 or 8, see <see cref="JpegReduction"/>. The last
    /// column and row may cover fewer.
    /// </param>
    /// <param name="decoded">The image, which the caller disposes; null where it is incomplete.</param>
    /// <exception cref="InvalidDataException">The image has too many pixels, or the decoder detects another format.</exception>
    /// <exception cref="DllNotFoundException">Skia's native library is missing or of another version.</exception>
    public static unsafe SKCodecResult TryDecode(ReadOnlySpan<byte> encoded, ImageKind kind, string name, int maxPixels,
        Func<SKSizeI, int> reduction, out SKBitmap? decoded)
    {
        decoded = null;
        NativeSkia.Require();
        fixed (byte* start = encoded)
        {
            using SKData data = SKData.Create((nint)start, encoded.Length);
            using SKCodec? codec = SKCodec.Create(new SKMemoryStream(data), out SKCodecResult created);
            if (codec is null) return created;
            if (codec.EncodedFormat != kind.Format)
                throw new InvalidDataException(
                    $"{name}: begins as {kind.Name} but is {codec.EncodedFormat}; FerNet reads {ImageKind.Readable}.");
            RequireSize(codec.Info, name, maxPixels);
            SKSizeI size = codec.GetScaledDimensions(1f / reduction(codec.Info.Size));
            SKBitmap bitmap = new(NewInfo(size.Width, size.Height));
            SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
            if (result != SKCodecResult.Success)
            {
                bitmap.Dispose();
                return result;
            }
            if (codec.Info.AlphaType != SKAlphaType.Opaque) LayOnWhite(PixelsOf(bitmap));
            decoded = bitmap;
            return result;
        }
    }

    private static void RequireSize(SKImageInfo info, string name, int maxPixels)
    {
        if ((long)info.Width * info.Height <= maxPixels) return;
        throw new InvalidDataException(
            Invariant($"{name}: {info.Width:N0} x {info.Height:N0} pixels; at most {maxPixels:N0} in all can be read; make the image ") +
            "smaller.");
    }

    private static void LayOnWhite(Span<byte> pixels)
    {
        for (int offset = 0; offset < pixels.Length; offset += 4)
        {
            byte alpha = pixels[offset + 3];
            if (alpha == 255) continue;
            for (int part = offset; part < offset + 3; part++) pixels[part] = Luma.OnWhite(pixels[part], alpha);
            pixels[offset + 3] = 255;
        }
    }
}
