using System.IO.Compression;

namespace FerNet.Fuzz;

/// <summary>Changes the content, the name or the number of a zip's entries and writes it with right checksums.</summary>
internal static class ZipMutator
{
    /// <summary>Changes one entry.</summary>
    /// <param name="zip">A good zip.</param>
    /// <param name="changeContent">Changes the content of an entry.</param>
    /// <param name="random">What the change is drawn from.</param>
    public static byte[] Change(byte[] zip, Func<byte[], Random, byte[]> changeContent, Random random)
    {
        List<(string Name, byte[] Content)> entries = Read(zip);
        int at = random.Next(entries.Count);
        (string name, byte[] content) = entries[at];
        switch (random.Next(8))
        {
            case 0: entries.RemoveAt(at); break;
            case 1: entries.Add(entries[at]); break;
            case 2: entries[at] = (ChangeName(name, random), content); break;
            default: entries[at] = (name, changeContent(content, random)); break;
        }
        return Write(entries);
    }

    public static byte[] Write(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return file.ToArray();
    }

    public static List<(string Name, byte[] Content)> Read(byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip), ZipArchiveMode.Read);
        List<(string, byte[])> entries = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream stream = entry.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            entries.Add((entry.FullName, content.ToArray()));
        }
        return entries;
    }

    private static string ChangeName(string name, Random random) => random.Next(6) switch
    {
        0 => $"../{name}",
        1 => name.ToUpperInvariant(),
        2 => $"/{name}",
        3 => name.Replace('/', '\\'),
        4 => $"{name}\u001b[31m\n",
        _ => name + new string('a', 1 << random.Next(14)),
    };
}
