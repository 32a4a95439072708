using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FerNet.Data;
using FerNet.Data.DatasetFiles;
using FerNet.Drawing;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.DatasetFiles;

/// <summary>A small dataset to save, and changes of what is saved.</summary>
internal static class DatasetFileFixtures
{
    /// <summary>Three faces in small images, one image without a face, a bad one, and a file that is none.</summary>
    public static FerDataset Photographs(TemporaryFolder folder, FerDatasetOptions? options = null)
    {
        foreach (Emotion emotion in (Emotion[])[Emotion.Happy, Emotion.Sad, Emotion.Fear])
            folder.Write($"photos/train/{emotion.Name()}/1.png", DrawnFaces.Png(emotion, 1, 48));
        folder.Write("photos/test/happy/2.png", EncodedImages.Gray([.. Enumerable.Repeat((byte)90, 120 * 90)], 120, 90));
        folder.Write("photos/train/sad/bad.png", [1, 2, 3]);
        folder.Write("photos/notes.txt", [1]);
        return FerDataset.Load(folder.File("photos"), (options ?? new FerDatasetOptions()) with { SkipBadRows = true });
    }

    /// <summary>A table with the ten votes of each face.</summary>
    public static FerDataset TableWithVotes(TemporaryFolder folder, int rows)
    {
        string table = folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(rows)));
        FerDataset faces = FerDataset.Load(table);
        string[] votes = ["Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF",
            .. Enumerable.Range(0, faces.Count).Select(Vote)];
        folder.Write("fer2013new.csv", Encoding.UTF8.GetBytes(string.Join('\n', votes) + "\n"));
        return FerDataset.Load(table);

        string Vote(int face)
        {
            int[] counts = new int[FerPlusVotes.Count];
            counts[FerPlusVotes.IndexOf(faces.Label(face))] = 9;
            counts[8] = face % 2;
            return FormattableString.Invariant($"{faces.Split(face)},fer{face:0000000}.png,{string.Join(',', counts)}");
        }
    }

    /// <summary>Changes the header of a dataset file, and computes the digest anew.</summary>
    public static void ChangeHeader(string path, Action<JsonNode> change) => Replace(path, DatasetFileFormat.Header, content =>
    {
        JsonNode header = JsonNode.Parse(content)!;
        change(header);
        return Encoding.UTF8.GetBytes(header.ToJsonString());
    });

    /// <summary>Changes an entry of a dataset file in place.</summary>
    public static void Change(string path, string entry, Action<byte[]> change, bool reseal = true) => Replace(path, entry, content =>
    {
        change(content);
        return content;
    }, reseal);

    public static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Replaces an entry of a dataset file; with <paramref name="reseal"/> the digest is computed anew.</summary>
    public static void Replace(string path, string entry, Func<byte[], byte[]> change, bool reseal = true)
    {
        (string Name, byte[] Content)[] entries;
        using (ZipArchive zip = ZipFile.OpenRead(path)) entries = [.. zip.Entries.Select(one => (one.FullName, Content(one)))];
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Name == entry) entries[i].Content = change(entries[i].Content);
            if (i < entries.Length - 1) digest.AppendData(entries[i].Content);
            else if (reseal) entries[i].Content = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest.GetCurrentHash()));
        }
        File.Delete(path);
        using ZipArchive written = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            using Stream stream = written.CreateEntry(name).Open();
            stream.Write(content);
        }
    }
}
