namespace FerNet.Imaging;

/// <summary>
/// Reads the bits of the compressed data of a JPEG scan, the highest bit of each byte first. 0xFF is followed by a stuffed zero byte, or
/// begins a marker.
/// </summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int position, held, count;

    /// <summary>The next bit; -1 at the end of the data or at a marker.</summary>
    public int Next()
    {
        if (count == 0 && !Fill()) return -1;
        count--;
        return (held >> count) & 1;
    }

    /// <summary>Skips bits; false where there are fewer.</summary>
    public bool Skip(int bits)
    {
        for (; bits > 0; bits--)
        {
            if (Next() < 0) return false;
        }
        return true;
    }

    /// <summary>Skips a restart marker and the remaining bits of the byte before it; false where there is no restart marker.</summary>
    public bool SkipRestart()
    {
        count = 0;
        if (position + 1 >= data.Length || data[position] != 0xFF || data[position + 1] is < 0xD0 or > 0xD7) return false;
        position += 2;
        return true;
    }

    private bool Fill()
    {
        if (position >= data.Length) return false;
        bool isEscape = data[position] == 0xFF;
        if (isEscape && (position + 1 >= data.Length || data[position + 1] != 0)) return false;
        held = data[position];
        position += isEscape ? 2 : 1;
        count = 8;
        return true;
    }
}
