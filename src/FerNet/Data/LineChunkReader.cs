using FerNet.Imaging;

namespace FerNet.Data;

/// <summary>Cuts a stream of text into pieces of whole lines, so that several threads can read them. Thread-safe.</summary>
internal sealed class LineChunkReader(Stream stream, string file)
{
    /// <summary>Bytes a buffer must have.</summary>
    public const int PieceBytes = 1 << 20;

    /// <summary>The longest line: a row of a face has at most some 9,300 bytes.</summary>
    public const int LongestLine = 64 << 10;

    private const int MostLines = 100_000_000;

    private readonly Lock reading = new();
    private readonly byte[] held = new byte[LongestLine];
    private int heldBytes;
    private int line = 1;
    private int sequence;
    private bool ended;

    /// <summary>Reads the first line; call it once, before the pieces. Empty where the file is.</summary>
    public byte[] ReadHeader()
    {
        heldBytes = stream.ReadAtLeast(held, held.Length, throwOnEndOfStream: false);
        ended = heldBytes == 0;
        int end = held.AsSpan(0, heldBytes).IndexOf((byte)'\n');
        if (end < 0 && heldBytes == held.Length) throw TooLong();
        byte[] header = held[..(end < 0 ? heldBytes : end)];
        Hold(held.AsSpan(0, heldBytes)[(end < 0 ? heldBytes : end + 1)..]);
        line++;
        return header;
    }

    /// <summary>Fills the buffer with the next whole lines; false at the end of the file.</summary>
    public bool TryRead(byte[] buffer, out LineChunk piece)
    {
        lock (reading)
        {
            piece = default;
            if (ended) return false;
            held.AsSpan(0, heldBytes).CopyTo(buffer);
            int wanted = PieceBytes - heldBytes;
            // After an error no other thread may go on with what follows.
            ended = true;
            int length = heldBytes + stream.ReadAtLeast(buffer.AsSpan(heldBytes, wanted), wanted, throwOnEndOfStream: false);
            heldBytes = 0;
            if (length == PieceBytes)
            {
                int whole = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (length - whole > LongestLine) throw TooLong();
                Hold(buffer.AsSpan(whole, length - whole));
                length = whole;
                ended = false;
            }
            if (length == 0) return false;
            int lines = buffer.AsSpan(0, length).Count((byte)'\n') + (buffer[length - 1] == '\n' ? 0 : 1);
            piece = new LineChunk(sequence++, length, line, lines, ended);
            line += lines;
            ended |= line > MostLines;
            if (line > MostLines)
                throw new InvalidDataException(Invariant($"{file}: more than {MostLines:N0} lines; that is no table of faces."));
            return true;
        }
    }

    private void Hold(ReadOnlySpan<byte> rest)
    {
        rest.CopyTo(held);
        heldBytes = rest.Length;
    }

    private InvalidDataException TooLong() =>
        new(Invariant($"{file}, near line {line:0}: no line end in {LongestLine:N0} bytes; a row of {FacePatch.PixelCount:N0} pixels ") +
            "is shorter: not a FER2013 table.");
}
