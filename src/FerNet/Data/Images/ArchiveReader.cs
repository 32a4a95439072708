using System.Formats.Tar;
using System.IO.Compression;
using FerNet.Data.Tables;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Lists and opens the files of archives.</summary>
internal static class ArchiveReader
{
    /// <summary>The maximum number of files in an archive.</summary>
    public const int MostEntries = 2 * CsvTable.MostRows;

    /// <summary>
    /// The maximum number of characters of all names together, about a hundred times that of FER2013 as images in folders.
    /// </summary>
    public const int MostNameCharacters = 1 << 27;

    /// <summary>The end of the message about a file that was listed and is no longer in the archive, after the name of the file.</summary>
    public const string ChangedWhileRead =
        "can no longer be found: the archive changed while it was read. Try again when nothing writes to it.";

    /// <summary>Opens the decompressed bytes of a gzip file.</summary>
    public static Stream OpenGzip(Func<Stream> open, string name) =>
        new DecompressionStream(new GZipStream(open(), CompressionMode.Decompress), name);

    /// <summary>Lists an archive's files. The list ends at a table with the preferred name, to avoid reading the rest of a tar.</summary>
    public static IReadOnlyList<ArchiveFile> Entries(ArchiveFormat kind, Func<Stream> open, string name, int most = MostEntries,
        int mostNameCharacters = MostNameCharacters) =>
        DecompressionStream.Guard(name, () => List(kind, open, name, most, mostNameCharacters));

    private static List<ArchiveFile> List(ArchiveFormat kind, Func<Stream> open, string name, int most, int mostNameCharacters)
    {
        List<ArchiveFile> entries = [];
        long nameCharacters = 0;
        foreach ((string path, Func<Stream>? content) in Files(kind, open, name))
        {
            if (entries.Count == most)
                throw new InvalidDataException(Invariant($"{name}: more than {most:N0} files; unpack it, and load it in parts."));
            nameCharacters += path.Length;
            if (nameCharacters > mostNameCharacters)
                throw new InvalidDataException(
                    Invariant($"{name}: names of more than {mostNameCharacters:N0} characters; unpack it, and load it in parts."));
            ArchiveFile entry = new(entries.Count, path);
            entries.Add(entry with { IsImage = IsImage(entry.Path, content), IsLink = content is null });
            if (TableNames.PriorityOf(path) == 0) break;
        }
        return entries;
    }

    /// <summary>Opens the decompressed bytes of one file of an archive.</summary>
    public static Stream OpenEntry(ArchiveFormat kind, Func<Stream> open, string name, ArchiveFile entry) =>
        DecompressionStream.Guard(name, () =>
    {
        IEnumerator<(string Name, Func<Stream>? Content)> files = Files(kind, open, name).GetEnumerator();
        try
        {
            for (int index = 0; files.MoveNext(); index++)
            {
                // The enumerator keeps the archive open, so the stream disposes it together with the entry.
                if (index == entry.Index && files.Current.Name == entry.Name && files.Current.Content is { } content)
                    return new DecompressionStream(content(), name, files);
            }
            throw new InvalidDataException(
                $"{name}: {UntrustedText.Quote(entry.Name)} {ChangedWhileRead}");
        }
        catch
        {
            files.Dispose();
            throw;
        }
    });

    /// <summary>
    /// The files of an archive with functions that open them, in order. A file of a tar can be opened only while it is the current one. The
    /// function is null for a link.
    /// </summary>
    public static IEnumerable<(string Name, Func<Stream>? Content)> Files(ArchiveFormat kind, Func<Stream> open, string name) =>
        kind == ArchiveFormat.Zip ? ZipFiles(open, name) : TarFiles(open, name);

    private static bool IsImage(string path, Func<Stream>? content)
    {
        if (Path.GetExtension(path).Length > 0) return ImageFiles.HasExtension(path);
        using Stream? stream = content?.Invoke();
        return stream is not null && ImageFiles.IsImage(stream);
    }

    private static IEnumerable<(string Name, Func<Stream>? Content)> ZipFiles(Func<Stream> open, string name)
    {
        using ZipArchive zip = OpenZip(open, name);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            // A name that ends with a slash is a folder.
            if (entry.Name.Length > 0) yield return (entry.FullName, entry.Open);
        }
    }

    private static IEnumerable<(string Name, Func<Stream>? Content)> TarFiles(Func<Stream> open, string name)
    {
        using TarReader tar = new(new TarHeaderCheck(open(), name));
        while (tar.GetNextEntry() is TarEntry entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                yield return (entry.Name, () => entry.DataStream ?? Stream.Null);
            else if (entry.EntryType is TarEntryType.HardLink or TarEntryType.SymbolicLink) yield return (entry.Name, null);
        }
    }

    private static ZipArchive OpenZip(Func<Stream> open, string name)
    {
        Stream file = open();
        try
        {
            if (file.CanSeek) return new ZipArchive(file, ZipArchiveMode.Read);
            throw new InvalidDataException($"{name}: a zip within another archive; unpack the outer one first.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
