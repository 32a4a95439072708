using FerNet.Imaging;

namespace FerNet.Data.Tables;

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
    private bool fileEnded;

    /// <summary>Reads the first line; call it once, before the pieces. Empty where the file is.</summary>
    public byte[] ReadHeader()
    {
        heldBytes = stream.ReadAtLeast(held, held.Length, throwOnEndOfStream: false);
        fileEnded = heldBytes == 0;
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
            if (fileEnded) return false;
            held.AsSpan(0, heldBytes).CopyTo(buffer);
            int wanted = PieceBytes - heldBytes;
            // After an error no other thread may go on with what follows.
            fileEnded = true;
            int length = heldBytes + stream.ReadAtLeast(buffer.AsSpan(heldBytes, wanted), wanted, throwOnEndOfStream: false);
            heldBytes = 0;
            if (length == PieceBytes)
            {
                int whole = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (length - whole > LongestLine) throw TooLong();
                Hold(buffer.AsSpan(whole, length - whole));
                length = whole;
                fileEnded = false;
            }
            if (length == 0) return false;
            int lines = buffer.AsSpan(0, length).Count((byte)'\n') + (buffer[length - 1] == '\n' ? 0 : 1);
            piece = new LineChunk(sequence++, length, line, lines, fileEnded);
            line += lines;
            fileEnded |= line > MostLines;
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

/// <summary>A run of whole lines, as it was read into a buffer.</summary>
/// <param name="Sequence">Which piece of the file it is, from 0.</param>
/// <param name="Length">Bytes in the buffer.</param>
/// <param name="FirstLine">The number of its first line in the file, from 1.</param>
/// <param name="Lines">How many lines it holds, a last one without a line end included.</param>
/// <param name="EndsFile">Whether nothing follows.</param>
internal readonly record struct LineChunk(int Sequence, int Length, int FirstLine, int Lines, bool EndsFile);
