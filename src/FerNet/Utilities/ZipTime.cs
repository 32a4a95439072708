using System.IO.Compression;

namespace FerNet.Utilities;

/// <summary>Sets the time of a zip's entries to a constant, so that equal contents give equal bytes.</summary>
internal static class ZipTime
{
    /// <summary>The earliest time that a zip can store.</summary>
    public static DateTimeOffset Earliest { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gives all entries of a zip the earliest time.</summary>
    /// <param name="zip">The zip; a readable, writable, seekable stream, which stays open.</param>
    public static void Reset(Stream zip)
    {
        using ZipArchive archive = new(zip, ZipArchiveMode.Update, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries) entry.LastWriteTime = Earliest;
    }
}
