using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>
/// The decompressed bytes of an archive or of one of its entries, limited to a maximum size. All exceptions about damaged data become
/// <see cref="InvalidDataException"/> with the archive's name.
/// </summary>
internal sealed class DecompressionStream(Stream unpacked, string name, IDisposable? owner = null) : ForwardOnlyStream(unpacked)
{
    /// <summary>
    /// The maximum number of decompressed bytes: a million rows of a table need about nine GiB; the rest is reserve for additional columns.
    /// </summary>
    public const long MostBytes = 16L << 30;

    private long bytes;

    /// <summary>Runs an operation on an archive and adds the archive's name to exceptions about damaged data.</summary>
    public static T Guard<T>(string name, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (InvalidDataException error) when (error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw;
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(name, error);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = Inner.Read(buffer);
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(name, error);
        }
        bytes += count;
        if (bytes > MostBytes)
            throw new InvalidDataException($"{name}: unpacks to more than {MostBytes >> 30} GiB; unpack it, and load it in parts.");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) owner?.Dispose();
    }

    private static bool IsDamage(Exception error) => error is InvalidDataException or EndOfStreamException or NotSupportedException
        or FormatException or ArgumentException or OverflowException or InvalidOperationException;

    private static InvalidDataException Damaged(string name, Exception error) =>
        new($"{name}: the archive is damaged, or packed in a way that cannot be read ({UntrustedText.Quote(error.Message)}). " +
            "Get the file again.", error);
}
