using System.Formats.Tar;
using System.IO.Compression;
using FerNet.Checks;

namespace FerNet.Data;

/// <summary>Lists and opens what is packed.</summary>
internal static class Packing
{
    /// <summary>The unpacked bytes of a gzip.</summary>
    public static Stream OpenGzip(Func<Stream> open, string name) =>
        new PackedStream(new GZipStream(open(), CompressionMode.Decompress), name);

    /// <summary>The names of an archive's files; a table of the best name ends the list, since a tar must be read through for it.</summary>
    public static IReadOnlyList<string> Entries(PackingKind kind, Func<Stream> open, string name) => PackedStream.Guard(name, () =>
    {
        if (kind == PackingKind.Zip)
        {
            using ZipArchive zip = OpenZip(open, name);
            return (IReadOnlyList<string>)[.. zip.Entries.Select(entry => entry.FullName)];
        }
        using TarReader tar = new(open());
        List<string> names = [];
        while (NextFile(tar) is TarEntry entry)
        {
            names.Add(entry.Name);
            if (TableNames.Rank(entry.Name) == 0) break;
        }
        return names;
    });

    /// <summary>The unpacked bytes of one of an archive's files.</summary>
    public static Stream OpenEntry(PackingKind kind, Func<Stream> open, string name, string entry) => PackedStream.Guard(name, () =>
        kind == PackingKind.Zip ? OpenZipEntry(OpenZip(open, name), name, entry) : OpenTarEntry(new TarReader(open()), name, entry));

    private static ZipArchive OpenZip(Func<Stream> open, string name)
    {
        Stream file = open();
        if (file.CanSeek) return new ZipArchive(file, ZipArchiveMode.Read);
        file.Dispose();
        throw new InvalidDataException($"{name}: a zip within another archive; unpack the outer one first.");
    }

    private static PackedStream OpenZipEntry(ZipArchive zip, string name, string entry)
    {
        try
        {
            return new PackedStream(zip.GetEntry(entry)!.Open(), name, zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static PackedStream OpenTarEntry(TarReader tar, string name, string entry)
    {
        try
        {
            while (NextFile(tar) is TarEntry next)
            {
                if (next.Name == entry) return new PackedStream(next.DataStream!, name, tar);
            }
            throw new InvalidDataException($"{name}: {ForeignText.Quote(entry)} was there a moment ago; the file changes while it is read.");
        }
        catch
        {
            tar.Dispose();
            throw;
        }
    }

    private static TarEntry? NextFile(TarReader tar)
    {
        while (tar.GetNextEntry() is TarEntry entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is not null) return entry;
        }
        return null;
    }
}
