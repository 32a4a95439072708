using System.Buffers.Binary;
using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Reads the Orientation tag (0x0112) of an image's EXIF data from the APP1 segment of JPEG, the eXIf chunk of PNG or the EXIF chunk of
/// WebP, stored as any integer type. It is not read by the decoder, because decoder versions read different places. An invalid value means
/// upright.
/// </summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const int EntryBytes = 12;

    public static SKEncodedOrigin Read(ReadOnlySpan<byte> encoded, ImageKind kind)
    {
        ReadOnlySpan<byte> exif = kind == ImageKind.Jpeg ? InJpeg(encoded) : kind == ImageKind.Png ? InPng(encoded) : kind == ImageKind.WebP
            ? InWebP(encoded) : [];
        return InTiff(WithoutPrefix(exif));
    }

    private static ReadOnlySpan<byte> InJpeg(ReadOnlySpan<byte> encoded)
    {
        JpegSegments segments = new(encoded);
        while (segments.MoveNext() && segments.Marker != JpegSegments.StartOfScan)
        {
            if (segments.Marker == JpegSegments.Application1 && segments.Content.StartsWith("Exif\0"u8)) return segments.Content;
        }
        return [];
    }

    /// <summary>Chunks: length, name, content, checksum.</summary>
    private static ReadOnlySpan<byte> InPng(ReadOnlySpan<byte> encoded)
    {
        for (long offset = 8; offset + 12 <= encoded.Length;)
        {
            ReadOnlySpan<byte> chunk = encoded[(int)offset..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (offset + 12 + length > encoded.Length) break;
            if (chunk[4..].StartsWith("eXIf"u8)) return chunk.Slice(8, (int)length);
            offset += 12 + length;
        }
        return [];
    }

    /// <summary>Chunks: name, length, content, padded to an even length.</summary>
    private static ReadOnlySpan<byte> InWebP(ReadOnlySpan<byte> encoded)
    {
        for (long offset = 12; offset + 8 <= encoded.Length;)
        {
            ReadOnlySpan<byte> chunk = encoded[(int)offset..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (offset + 8 + length > encoded.Length) break;
            if (chunk.StartsWith("EXIF"u8)) return chunk.Slice(8, (int)length);
            offset += 8 + length + (length & 1);
        }
        return [];
    }

    /// <summary>Removes JPEG's prefix, "Exif" and two bytes of zero, which some programs also write in other formats.</summary>
    private static ReadOnlySpan<byte> WithoutPrefix(ReadOnlySpan<byte> exif) =>
        exif.Length >= 6 && exif.StartsWith("Exif\0"u8) ? exif[6..] : exif;

    /// <summary>
    /// EXIF is a TIFF file: byte order and the offset of the first directory, which has a count and entries of tag, type, count and value.
    /// </summary>
    private static SKEncodedOrigin InTiff(ReadOnlySpan<byte> tiff)
    {
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8))) return SKEncodedOrigin.TopLeft;
        uint directory = Number32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2) return SKEncodedOrigin.TopLeft;
        ReadOnlySpan<byte> entries = tiff[((int)directory + 2)..];
        int count = Math.Min(Number16(tiff[(int)directory..], isLittle), entries.Length / EntryBytes);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(i * EntryBytes, EntryBytes);
            if (Number16(entry, isLittle) == OrientationTag) return Value(Number16(entry[2..], isLittle), entry[8..], isLittle);
        }
        return SKEncodedOrigin.TopLeft;
    }

    /// <summary>Types: 1 BYTE, 3 SHORT, 4 LONG, 8 SSHORT, 9 SLONG. The standard says SHORT; programs write LONG as well.</summary>
    private static SKEncodedOrigin Value(ushort type, ReadOnlySpan<byte> value, bool isLittle)
    {
        uint number = type switch
        {
            1 => value[0],
            3 or 8 => Number16(value, isLittle),
            4 or 9 => Number32(value, isLittle),
            _ => 0,
        };
        return number is >= 1 and <= 8 ? (SKEncodedOrigin)number : SKEncodedOrigin.TopLeft;
    }

    private static ushort Number16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
