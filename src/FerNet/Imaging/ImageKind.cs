using System.Buffers.Binary;
using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>The format of a file, detected from its first bytes and not from its name.</summary>
/// <param name="Name">The display name of the format.</param>
/// <param name="Format">The decoder's value for the format; null where FerNet does not read it.</param>
/// <param name="ConversionHint">How to convert a file of a format that FerNet does not read.</param>
internal sealed record ImageKind(string Name, SKEncodedImageFormat? Format, string ConversionHint = "")
{
    /// <summary>The formats that are decoded; no other bytes are passed to the decoder.</summary>
    public const string Readable = "PNG, JPEG, WebP, BMP and GIF";

    private const string MagickHint = "convert it to PNG or JPEG, for example with ImageMagick: magick FILE FILE.png";

    public static readonly ImageKind Png = new("PNG", SKEncodedImageFormat.Png), Jpeg = new("JPEG", SKEncodedImageFormat.Jpeg),
        WebP = new("WebP", SKEncodedImageFormat.Webp), Bmp = new("BMP", SKEncodedImageFormat.Bmp),
            Gif = new("GIF", SKEncodedImageFormat.Gif);

    private static readonly ImageKind
        Tiff = new("TIFF (or a camera's raw file such as DNG, NEF or CR2)", null, MagickHint),
        Raw = new("camera's raw file", null, "develop it to JPEG with the camera's program"),
        Heic =
            new("HEIC", null,
                "convert it to JPEG, for example with libheif: heif-convert FILE FILE.jpg; an iPhone takes JPEG with Settings, Camera, " +
                "Formats, Most Compatible"),
        Avif = new("AVIF", null, "convert it to PNG or JPEG, for example with libavif: avifdec FILE FILE.png"),
        Video = new("video (MP4 or QuickTime)", null, "extract its frames, for example with FFmpeg: ffmpeg -i FILE frame%06d.png"),
        Pdf = new("PDF", null, "convert its pages, for example with Poppler: pdftoppm -png FILE page"),
        Svg = new("SVG", null, "draw it as PNG, for example with librsvg: rsvg-convert FILE -o FILE.png"),
        JpegXl = new("JPEG XL", null, "convert it to PNG or JPEG, for example with libjxl: djxl FILE FILE.png"),
        Jpeg2000 = new("JPEG 2000", null, MagickHint),
        Icon = new("Windows icon or cursor (ICO, CUR)", null, MagickHint),
        Photoshop = new("Photoshop (PSD)", null, MagickHint),
        Netpbm = new("Netpbm (PBM, PGM, PPM)", null, MagickHint),
        Html = new("HTML", null, "it is a web page, perhaps an error page of a download; get the image itself");

    private static readonly (byte[] Start, ImageKind Kind)[] Signatures =
    [
        ([0x89, .. "PNG\r\n\x1A\n"u8], Png), ([0xFF, 0xD8, 0xFF], Jpeg), ([.. "BM"u8], Bmp), ([.. "GIF87a"u8], Gif), ([.. "GIF89a"u8], Gif),
        ([.. "II*\0"u8], Tiff), ([.. "MM\0*"u8], Tiff), ([.. "II+\0"u8], Tiff), ([.. "MM\0+"u8], Tiff),
        ([.. "FUJIFILMCCD-RAW"u8], Raw), ([.. "IIU\0"u8], Raw), ([.. "IIRO"u8], Raw), ([.. "IIRS"u8], Raw),
        ([.. "%PDF-"u8], Pdf), ([0xFF, 0x0A], JpegXl), ([0, 0, 0, 12, .. "JXL "u8], JpegXl), ([0, 0, 0, 12, .. "jP  "u8], Jpeg2000),
            ([0xFF, 0x4F, 0xFF, 0x51], Jpeg2000),
        ([0, 0, 1, 0], Icon), ([0, 0, 2, 0], Icon), ([.. "8BPS"u8], Photoshop),
    ];

    public bool IsReadable => Format is not null;

    /// <summary>Detects the format of these bytes; null where it is unknown.</summary>
    public static ImageKind? Detect(ReadOnlySpan<byte> encoded)
    {
        foreach ((byte[] start, ImageKind kind) in Signatures)
        {
            if (encoded.StartsWith(start)) return kind;
        }
        if (encoded.Length < 12) return null;
        if (encoded.StartsWith("RIFF"u8) && encoded[8..].StartsWith("WEBP"u8)) return WebP;
        if (encoded[4..].StartsWith("ftyp"u8)) return FromBrand(encoded);
        if (encoded[0] == 'P' && encoded[1] is >= (byte)'1' and <= (byte)'7' && encoded[2] is (byte)' ' or (byte)'\n' or (byte)'\r'
            or (byte)'\t') return Netpbm;
        return FromMarkup(encoded);
    }

    /// <summary>The message for a format that is not read.</summary>
    public string Refusal => $"a file of the kind {Name}, which cannot be read; FerNet reads {Readable}: {ConversionHint}.";

    /// <summary>
    /// HEIC, AVIF and videos use one container format, whose brands state the content: the major brand, then compatible ones.
    /// </summary>
    private static ImageKind FromBrand(ReadOnlySpan<byte> encoded)
    {
        int end = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(encoded), 12, Math.Min(encoded.Length, 256));
        for (int offset = 8; offset + 4 <= end; offset += offset == 8 ? 8 : 4)
        {
            ReadOnlySpan<byte> brand = encoded.Slice(offset, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return Avif;
            if (brand.SequenceEqual("crx "u8)) return Raw;
            if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8)) return Heic;
        }
        return encoded[8..].StartsWith("mif1"u8) || encoded[8..].StartsWith("msf1"u8) ? Heic : Video;
    }

    private static ImageKind? FromMarkup(ReadOnlySpan<byte> encoded)
    {
        ReadOnlySpan<byte> text = encoded[..Math.Min(encoded.Length, 1024)];
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] != '<') return null;
        if (text.IndexOf("<svg"u8) >= 0) return Svg;
        string start = System.Text.Encoding.Latin1.GetString(text);
        return start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<html", StringComparison.OrdinalIgnoreCase) ? Html : null;
    }
}
