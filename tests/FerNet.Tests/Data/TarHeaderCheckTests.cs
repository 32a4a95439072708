using System.Buffers.Binary;
using System.Text;
using FerNet.Data;
using FerNet.Data.Images;

namespace FerNet.Tests.Data;

/// <summary>The headers of a tar are checked wherever the reads cut it, and the content between them is passed over.</summary>
public class TarHeaderCheckTests
{
    private const int Block = 512, MostAttributes = TarHeaderCheck.MaxExtendedHeaderBytes;

    private static readonly byte[] Hostile = Header('x', 2_000_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(Block)]
    [InlineData(5_000)]
    public void What_looks_like_a_header_within_content_is_content(int piece)
    {
        AssertAccepted([.. Header('0', Block), .. Hostile, .. Header('0', 0)], piece);
        AssertAccepted([.. Header('0', Block + 1), .. Hostile, .. Hostile, .. new byte[2 * Block]], piece);
        AssertAccepted([.. Header('L', 1), .. Hostile], piece);
        AssertRefused("an extended header of 2,000,000,000 bytes", [.. Header('0', 0), .. Hostile], piece);
        AssertRefused("an extended header of 2,000,000,000 bytes", [.. Header('0', Block), .. new byte[Block], .. Hostile], piece);
        AssertRefused("an extended header of 2,000,000,000 bytes", [.. new byte[2 * Block], .. Hostile], piece);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public void Extended_headers_have_a_bound(char type)
    {
        AssertAccepted(Header(type, MostAttributes));
        AssertRefused("an extended header of 1,048,577 bytes", Header(type, MostAttributes + 1));
        AssertAccepted(Header('0', MostAttributes + 1));
    }

    [Fact]
    public void Files_have_a_bound()
    {
        AssertAccepted(Header('0', DecompressionStream.MostBytes));
        AssertRefused("a file of more than 16 GiB", Header('0', DecompressionStream.MostBytes + 1));
        byte[] negative = Header('0', 0);
        negative.AsSpan(124, 12).Fill(0xFF);
        AssertRefused("a file of more than 16 GiB", negative);
        // The first byte has seven bits of the size.
        byte[] huge = Header('0', 0);
        huge[124] = 0x81;
        huge.AsSpan(125, 11).Clear();
        AssertRefused("a file of more than 16 GiB", huge);
    }

    [Theory]
    [InlineData("00000001000\0")]
    [InlineData("      1000 \0")]
    [InlineData("000000001000")]
    public void Sizes_are_octal_digits_among_blanks(string size)
    {
        byte[] header = Header('0', 0);
        Encoding.ASCII.GetBytes(size).CopyTo(header, 124);
        AssertAccepted([.. header, .. Hostile]);
        AssertRefused("an extended header of 2,000,000,000 bytes", [.. header, .. new byte[Block], .. Hostile]);
    }

    [Theory]
    [InlineData('x', "10 size=5\n", true)]
    [InlineData('g', "10 size=5\n", true)]
    [InlineData('x', "7 a=bc\n10 size=5\n", true)]
    [InlineData('x', "size=5\n", true)]
    [InlineData('L', "10 size=5\n", false)]
    [InlineData('x', "11 xsize=5\n", false)]
    [InlineData('x', "15 path=size=5\n", false)]
    [InlineData('x', "", false)]
    public void A_size_among_the_attributes_is_refused(char type, string attributes, bool isRefused)
    {
        byte[] tar = [.. Header(type, attributes.Length), .. Encoding.ASCII.GetBytes(attributes.PadRight(Block, '\0'))];
        foreach (int piece in (int[])[1, 100, 5_000])
        {
            if (isRefused) AssertRefused("a size that is stated twice", tar, piece);
            else AssertAccepted([.. tar, .. Header('0', 0)], piece);
        }
    }

    [Fact]
    public void What_fills_up_the_block_of_attributes_is_none_of_them()
    {
        const string Attributes = "7 a=bc\n";
        byte[] content = Encoding.ASCII.GetBytes((Attributes + "10 size=5\n").PadRight(Block, '\0'));
        AssertAccepted([.. Header('x', Attributes.Length), .. content]);
        AssertAccepted([.. Header('x', Attributes.Length), .. content, .. Header('x', Attributes.Length), .. content]);
    }

    [Fact]
    public void The_attributes_of_each_header_are_read_by_themselves()
    {
        byte[] unfinished = Encoding.ASCII.GetBytes("7 a=bc".PadRight(Block, '\0'));
        byte[] size = Encoding.ASCII.GetBytes("size=5\n".PadRight(Block, '\0'));
        AssertRefused("a size that is stated twice", [.. Header('x', 6), .. unfinished, .. Header('x', 7), .. size]);
        AssertAccepted([.. Header('x', 6), .. unfinished, .. Header('0', 7), .. size]);
    }

    private static void AssertAccepted(byte[] tar, int piece = 5_000) => Assert.Equal(tar, Read(tar, piece));

    private static void AssertRefused(string reason, byte[] tar, int piece = 5_000)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(tar, piece)).Message;
        Assert.StartsWith($"a.tar: {reason}", message.Replace("a file of more than 8 GiB, or ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    private static byte[] Read(byte[] tar, int piece)
    {
        using TarHeaderCheck check = new(new MemoryStream(tar), "a.tar");
        List<byte> all = [];
        byte[] buffer = new byte[piece];
        for (int count; (count = check.Read(buffer)) > 0;) all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    /// <summary>A header without a checksum, which is not looked at; sizes that octal digits cannot say are written in base 256.</summary>
    private static byte[] Header(char type, long size)
    {
        byte[] header = new byte[Block];
        "name"u8.CopyTo(header);
        if (size < 1L << 33) Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        else BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(128), size);
        if (size >= 1L << 33) header[124] = 0x80;
        header[156] = (byte)type;
        return header;
    }
}
