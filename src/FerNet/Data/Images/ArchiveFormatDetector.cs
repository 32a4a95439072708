namespace FerNet.Data.Images;

/// <summary>The format of an archive or a compressed file.</summary>
internal enum ArchiveFormat
{
    /// <summary>Not an archive, or of an unknown format.</summary>
    None,

    /// <summary>One compressed file.</summary>
    Gzip,

    /// <summary>Many files, each compressed.</summary>
    Zip,

    /// <summary>Many files, uncompressed.</summary>
    Tar,
}

/// <summary>Recognizes the format of an archive by its first bytes.</summary>
internal static class ArchiveFormatDetector
{
    /// <summary>Detects the format from the first bytes of the stream that <paramref name="open"/> returns.</summary>
    public static ArchiveFormat Detect(Func<Stream> open)
    {
        Span<byte> start = stackalloc byte[512];
        using Stream stream = open();
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return ArchiveFormat.Gzip;
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8)) return ArchiveFormat.Zip;
        return start.Length == 512 && start[257..].StartsWith("ustar"u8) ? ArchiveFormat.Tar : ArchiveFormat.None;
    }
}
