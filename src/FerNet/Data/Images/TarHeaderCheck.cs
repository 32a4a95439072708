using System.Text;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>
/// The bytes of a tar, whose headers are checked before they are passed on. A tar reader loads the text of an extended header into memory,
/// and the archive states its size. The caller disposes the stream, which disposes the inner stream.
/// </summary>
/// <remarks>The format: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block".</remarks>
internal sealed class TarHeaderCheck(Stream tar, string name) : ForwardOnlyStream(tar)
{
    /// <summary>The maximum size in bytes of an extended header, which has the attributes of one file; the longest is a path.</summary>
    public const int MaxExtendedHeaderBytes = 1 << 20;

    private const int BlockBytes = 512, SizeOffset = 124, SizeBytes = 12, TypeOffset = 156;

    private readonly byte[] header = new byte[BlockBytes];
    private readonly MemoryStream attributes = new();
    private int headerBytes;
    private long contentBytes;
    private long attributeBytes;

    public override int Read(Span<byte> buffer)
    {
        int count = Inner.Read(buffer);
        for (ReadOnlySpan<byte> rest = buffer[..count]; !rest.IsEmpty;)
            rest = contentBytes > 0 ? rest[Skip(rest)..] : rest[Collect(rest)..];
        return count;
    }

    /// <summary>Skips content, and stores that of an extended header.</summary>
    private int Skip(ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Min(bytes.Length, contentBytes), kept = (int)Math.Min(count, attributeBytes);
        attributes.Write(bytes[..kept]);
        attributeBytes -= kept;
        contentBytes -= count;
        if (attributeBytes == 0 && attributes.Length > 0) CheckAttributes();
        return count;
    }

    /// <summary>Fills the header, and checks it once it is complete.</summary>
    private int Collect(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, BlockBytes - headerBytes);
        bytes[..count].CopyTo(header.AsSpan(headerBytes));
        headerBytes = (headerBytes + count) % BlockBytes;
        if (headerBytes == 0 && header.AsSpan().ContainsAnyExcept((byte)0)) CheckHeader();
        return count;
    }

    private void CheckHeader()
    {
        long size = ParseSize(header.AsSpan(SizeOffset, SizeBytes));
        // Attributes of one file or of all that follow, a long name, a long link.
        bool isExtended = header[TypeOffset] is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K';
        if (isExtended && size > MaxExtendedHeaderBytes)
            throw new InvalidDataException(
                Invariant($"{name}: an extended header of {size:N0} bytes; at most {MaxExtendedHeaderBytes:N0} are read. Do not use it."));
        contentBytes = (size + BlockBytes - 1) / BlockBytes * BlockBytes;
        attributeBytes = header[TypeOffset] is (byte)'x' or (byte)'g' ? size : 0;
    }

    /// <summary>Octal digits; or, where the first bit is set, a number in base 256.</summary>
    private long ParseSize(ReadOnlySpan<byte> field)
    {
        bool isBinary = (field[0] & 0x80) != 0;
        long size = isBinary ? field[0] & 0x7F : 0;
        foreach (byte value in isBinary ? field[1..] : field)
        {
            if (!isBinary && value is not (>= (byte)'0' and <= (byte)'7')) continue;
            size = isBinary ? (size << 8) | value : (size << 3) | (long)(value - '0');
            if (size is < 0 or > DecompressionStream.MostBytes)
                throw new InvalidDataException(
                    Invariant($"{name}: a file of more than {DecompressionStream.MostBytes >> 30} GiB; unpack it, and load it in parts."));
        }
        return size;
    }

    /// <summary>Refuses a size among the attributes, which would override the checked size of the header.</summary>
    private void CheckAttributes()
    {
        string text = Encoding.UTF8.GetString(attributes.GetBuffer(), 0, (int)attributes.Length);
        attributes.SetLength(0);
        if (text.Split('\n').Any(record => record.AsSpan(record.IndexOf(' ', StringComparison.Ordinal) + 1).StartsWith("size=")))
            throw new InvalidDataException(
                $"{name}: a file of more than 8 GiB, or a size that is stated twice; unpack it, and load it in parts.");
    }
}
