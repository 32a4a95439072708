using System.Buffers.Binary;

namespace FerNet.Imaging;

/// <summary>Enumerates the segments of a JPEG file (ITU-T T.81, annex B) and skips the compressed data of the scans.</summary>
internal ref struct JpegSegments(ReadOnlySpan<byte> encoded)
{
    public const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Application1 = 0xE1;

    private readonly ReadOnlySpan<byte> encoded = encoded;
    private int position = 2;

    /// <summary>The offset of the first byte after the segment.</summary>
    public readonly int Position => position;

    /// <summary>Whether the end marker was reached.</summary>
    public readonly bool HasEnd => Marker == EndOfImage;

    /// <summary>The second byte of the marker; the first is 0xFF.</summary>
    public byte Marker { get; private set; }

    /// <summary>The segment's content, without its marker and its length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the last segment is incomplete.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Moves to the next complete segment; false where there is none. The end marker is the last one.</summary>
    public bool MoveNext()
    {
        if (Marker == EndOfImage || !FindMarker()) return false;
        if (Marker == EndOfImage)
        {
            Content = [];
            return true;
        }
        int length = position + 2 <= encoded.Length ? BinaryPrimitives.ReadUInt16BigEndian(encoded[position..]) : 0;
        IsTruncated = length < 2 || position + length > encoded.Length;
        if (IsTruncated) return false;
        Content = encoded.Slice(position + 2, length - 2);
        position += length;
        return true;
    }

    /// <summary>
    /// In compressed data, 0xFF precedes a zero byte, the code of a restart marker, or that of the marker that ends the scan.
    /// </summary>
    private bool FindMarker()
    {
        while (position < encoded.Length)
        {
            int found = encoded[position..].IndexOf((byte)0xFF);
            if (found < 0) return false;
            position += found;
            while (position < encoded.Length && encoded[position] == 0xFF) position++;
            if (position == encoded.Length) return false;
            Marker = encoded[position++];
            bool hasContent = Marker is not (0 or 1 or >= 0xD0 and <= StartOfImage);
            if (hasContent) return true;
        }
        return false;
    }
}
