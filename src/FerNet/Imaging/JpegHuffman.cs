namespace FerNet.Imaging;

/// <summary>The Huffman tables of a JPEG file (ITU-T T.81, annexes C and F.2.2.3), as defined up to one position of the file.</summary>
internal sealed class JpegHuffman
{
    private const int LongestCode = 16;
    private readonly Table?[] tables = new Table?[32];

    /// <summary>Adds the tables of one DHT segment; reading stops at a damaged table.</summary>
    public void Define(ReadOnlySpan<byte> content)
    {
        while (content.Length > LongestCode)
        {
            int tableIndex = content[0] & 0x1F, count = 0;
            int[] lengths = new int[LongestCode + 1];
            for (int length = 1; length <= LongestCode; length++) count += lengths[length] = content[length];
            if (content.Length < 1 + LongestCode + count) return;
            tables[tableIndex] = new Table(lengths, content.Slice(1 + LongestCode, count).ToArray());
            content = content[(1 + LongestCode + count)..];
        }
    }

    /// <summary>The next symbol of a DC table; -1 where the data ends or is not a valid code.</summary>
    public int NextDc(int table, ref JpegBits bits) => Next(tables[table & 15], ref bits);

    /// <summary>The next symbol of an AC table; -1 where the data ends or is not a valid code.</summary>
    public int NextAc(int table, ref JpegBits bits) => Next(tables[16 + (table & 15)], ref bits);

    private static int Next(Table? table, ref JpegBits bits)
    {
        if (table is null) return -1;
        int code = 0, first = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int bit = bits.Next();
            if (bit < 0) return -1;
            code |= bit;
            int count = table.Lengths[length];
            // Codes of one length are consecutive.
            if (code - first < count) return table.Symbols[index + code - first];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

    /// <summary>The number of codes of each length, and the symbols in the order of their codes.</summary>
    private sealed record Table(int[] Lengths, byte[] Symbols);
}
