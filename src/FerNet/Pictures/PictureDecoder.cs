using System.Runtime.InteropServices;
using SkiaSharp;

namespace FerNet.Pictures;

/// <summary>
/// Decodes PNG, JPEG, WebP, BMP, GIF (its first frame) and what else Skia reads, of any depth, in sRGB: upright by the EXIF
/// orientation, transparent parts laid on white. Bad data throws <see cref="InvalidDataException"/> with the picture's name.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>The most pixels a picture may have, since decoding takes four bytes for each.</summary>
    public const int MaximumPixels = 100_000_000;

    /// <summary>The most bytes an encoded picture may have.</summary>
    public const int MaximumEncodedBytes = 256 << 20;

    /// <summary>Decodes to grey.</summary>
    public static GreyPicture Decode(ReadOnlySpan<byte> encoded, string name)
    {
        using SKBitmap colour = DecodeColour(encoded, name);
        return ToGrey(colour);
    }

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, string)"/>
    public static GreyPicture Decode(Stream encoded, string name) => Decode(ReadAll(encoded, name), name);

    /// <summary>Decodes to colour: RGBA, eight bits a part, upright and opaque. The caller disposes it.</summary>
    public static unsafe SKBitmap DecodeColour(ReadOnlySpan<byte> encoded, string name)
    {
        if (encoded.IsEmpty) throw new InvalidDataException($"{name}: the picture is empty (0 bytes).");
        if (encoded.Length > MaximumEncodedBytes) throw TooManyBytes(name);
        fixed (byte* start = encoded)
        {
            using SKData data = SKData.Create((nint)start, encoded.Length);
            using SKCodec codec = SKCodec.Create(new SKMemoryStream(data), out SKCodecResult result) ?? throw Unreadable(result, name);
            return Upright(Decode(codec, name), codec.EncodedOrigin);
        }
    }

    /// <summary>The grey of a picture that <see cref="DecodeColour"/> gave.</summary>
    public static GreyPicture ToGrey(SKBitmap colour)
    {
        byte[] grey = GC.AllocateUninitializedArray<byte>(colour.Width * colour.Height);
        Luma.FromColour(colour.GetPixelSpan(), grey);
        return new GreyPicture(colour.Width, colour.Height, grey);
    }

    /// <summary>Reads an encoded picture to its end, but never more than <see cref="MaximumEncodedBytes"/>.</summary>
    public static byte[] ReadAll(Stream encoded, string name)
    {
        using MemoryStream held = new();
        byte[] piece = new byte[64 << 10];
        for (int count; (count = encoded.Read(piece)) > 0;) Hold(held, piece.AsSpan(0, count), name);
        return held.ToArray();
    }

    /// <summary>The same for a stream that must not be waited for, as a request's body.</summary>
    public static async Task<byte[]> ReadAllAsync(Stream encoded, string name, CancellationToken cancellationToken)
    {
        using MemoryStream held = new();
        byte[] piece = new byte[64 << 10];
        for (int count; (count = await encoded.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;) Hold(held, piece.AsSpan(0, count), name);
        return held.ToArray();
    }

    private static void Hold(MemoryStream held, ReadOnlySpan<byte> piece, string name)
    {
        if (held.Length + piece.Length > MaximumEncodedBytes) throw TooManyBytes(name);
        held.Write(piece);
    }

    private static SKBitmap Decode(SKCodec codec, string name)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaximumPixels)
        {
            throw new InvalidDataException(
                $"{name}: {width:N0} x {height:N0} pixels; at most {MaximumPixels:N0} in all can be read; make the picture smaller.");
        }
        SKBitmap bitmap = new(NewInfo(width, height));
        // A picture that is cut off is refused: half a face would get an answer that looks as good as any other.
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
        {
            if (codec.Info.AlphaType != SKAlphaType.Opaque) LayOnWhite(bitmap.GetPixelSpan());
            return bitmap;
        }
        bitmap.Dispose();
        throw Unreadable(result, name);
    }

    private static SKImageInfo NewInfo(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());

    private static void LayOnWhite(Span<byte> pixels)
    {
        for (int place = 0; place < pixels.Length; place += 4)
        {
            byte alpha = pixels[place + 3];
            if (alpha == 255) continue;
            for (int part = place; part < place + 3; part++) pixels[part] = Luma.OnWhite(pixels[part], alpha);
            pixels[place + 3] = 255;
        }
    }

    private static SKBitmap Upright(SKBitmap stored, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft) return stored;
        using (stored)
        {
            bool swaps = Orientation.SwapsSides(origin);
            SKBitmap upright = new(swaps ? NewInfo(stored.Height, stored.Width) : stored.Info);
            Orientation.Apply(MemoryMarshal.Cast<byte, uint>(stored.GetPixelSpan()), stored.Width, stored.Height, origin,
                MemoryMarshal.Cast<byte, uint>(upright.GetPixelSpan()));
            return upright;
        }
    }

    private static InvalidDataException Unreadable(SKCodecResult result, string name) => new(result switch
    {
        SKCodecResult.IncompleteInput => $"{name}: the picture is cut off; get the whole file.",
        SKCodecResult.Unimplemented => $"{name}: not a picture that can be read; use PNG, JPEG, WebP, BMP or GIF.",
        _ => $"{name}: the picture is damaged or cut off; get the whole file again.",
    });

    private static InvalidDataException TooManyBytes(string name) =>
        new($"{name}: more than {MaximumEncodedBytes >> 20} MiB; that is no ordinary picture; make it smaller.");
}
