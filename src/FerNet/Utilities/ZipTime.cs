using System.IO.Compression;

namespace FerNet.Utilities;

/// <summary>The time of a zip's entries: with the time of writing, equal contents would give other bytes.</summary>
internal static class ZipTime
{
    /// <summary>The earliest time that a zip can state.</summary>
    public static DateTimeOffset Earliest { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gives all entries of a zip the earliest time.</summary>
    /// <param name="zip">The whole zip; it can be read, written and sought, and stays open.</param>
    public static void Reset(Stream zip)
    {
        using ZipArchive archive = new(zip, ZipArchiveMode.Update, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries) entry.LastWriteTime = Earliest;
    }
}
