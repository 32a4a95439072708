using FerNet.Imaging;

namespace FerNet.Data.Tables;

/// <summary>Divides a stream of text into chunks of whole lines, so that several threads can parse them. Thread-safe.</summary>
internal sealed class LineChunkReader(Stream stream, string file)
{
    /// <summary>The required length of a buffer in bytes.</summary>
    public const int PieceBytes = 1 << 20;

    /// <summary>The maximum length of a line in bytes; a row of a face has at most about 9,300.</summary>
    public const int LongestLine = 64 << 10;

    private const int MostLines = 100_000_000;

    private readonly Lock reading = new();
    private readonly byte[] held = new byte[LongestLine];
    private int heldBytes;
    private int line = 1;
    private int sequence;
    private bool fileEnded;

    /// <summary>Reads the first line; call it once, before the chunks. Empty for an empty file.</summary>
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
            // After an error, no other thread may continue with later lines.
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

/// <summary>A chunk of whole lines in a buffer.</summary>
/// <param name="Sequence">The index of the chunk in the file, from 0.</param>
/// <param name="Length">Bytes in the buffer.</param>
/// <param name="FirstLine">The number of its first line in the file, from 1.</param>
/// <param name="Lines">The number of lines, including a last line without a line end.</param>
/// <param name="EndsFile">Whether it is the last chunk.</param>
internal readonly record struct LineChunk(int Sequence, int Length, int FirstLine, int Lines, bool EndsFile);
