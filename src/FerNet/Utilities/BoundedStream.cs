namespace FerNet.Utilities;

/// <summary>Reads streams whose length is not trusted.</summary>
internal static class BoundedStream
{
    private const int Piece = 1 << 16;

    /// <summary>Reads the rest of a stream; null where it has more bytes than allowed.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="most">The maximum number of bytes.</param>
    /// <param name="cancellationToken">Checked before each piece.</param>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static byte[]? ReadAll(Stream stream, int most, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (stream.CanSeek && stream.Length - stream.Position > most) return null;
        byte[] piece = new byte[Piece];
        using MemoryStream held = new();
        for (int count; (count = stream.Read(piece)) > 0;)
        {
            if (held.Length + count > most) return null;
            held.Write(piece, 0, count);
            cancellationToken.ThrowIfCancellationRequested();
        }
        return held.ToArray();
    }
}
