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

public class DatasetFileTests
{
    [Fact]
    public void A_folder_comes_back_with_everything_that_is_known_of_it()
    {
        using TemporaryFolder folder = new();
        FerDataset before = Photographs(folder);
        string path = folder.File("saved/faces.npz");
        before.Save(path);
        FerDataset after = FerDataset.Load(path);

        Assert.Equal((before.ToString(), before.Digest), (after.ToString(), after.Digest));
        Assert.Equal((before.HasLabels, before.HasSplits, before.SkippedRows), (after.HasLabels, after.HasSplits, after.SkippedRows));
        Assert.Equal(before.SkippedRowMessages, after.SkippedRowMessages);
        Assert.Equal(before.LoadReport.ToString(), after.LoadReport.ToString());
        Assert.Contains(after.LoadReport.LeftOut, group => group.Examples.Contains("notes.txt"));
        Assert.All(Enumerable.Range(0, before.Count), face =>
        {
            Assert.Equal(before.Origin(face), after.Origin(face));
            Assert.Equal(before.RowNumber(face), after.RowNumber(face));
            Assert.Equal(before.Split(face), after.Split(face));
        });
        Assert.Contains(Enumerable.Range(0, after.Count), face => after.Origin(face) is { FaceFound: false, Width: 120, Height: 90 });
        Assert.Contains(Enumerable.Range(0, after.Count), face => after.Origin(face) is { FaceFound: null, Width: 48 });
    }

    [Fact]
    public void A_table_comes_back_with_its_votes_and_equal_datasets_give_equal_bytes()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(70)));
        string[] votes =
            ["Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF",
                .. FerDataset.Load(table) is var faces ? Enumerable.Range(0, faces.Count).Select(face => Vote(faces, face)) : []];
        folder.Write("fer2013new.csv", Encoding.UTF8.GetBytes(string.Join('\n', votes) + "\n"));
        FerDataset before = FerDataset.Load(table);
        Assert.True(before.HasVotes);
        string first = folder.File("one.npz"), second = folder.File("two.npz");
        before.Save(first);
        FerDataset after = FerDataset.Load(first);
        after.Save(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(before.ToString(), after.ToString());
        Assert.All(Enumerable.Range(0, before.Count), face => Assert.Equal(before.Votes(face), after.Votes(face)));
        Assert.Null(after.FileName(0));
        Assert.False(FerDataset.Load(first, new FerDatasetOptions { UseFerPlus = false }).HasVotes);

        FerDataset part = before.PrivateTest.Concat(before.Training);
        part.Save(first);
        FerDataset again = FerDataset.Load(first);
        Assert.All(Enumerable.Range(0, part.Count), face => Assert.Equal(part.Votes(face), again.Votes(face)));

        static string Vote(FerDataset faces, int face)
        {
            int[] counts = new int[FerPlusVotes.Count];
            counts[FerPlusVotes.IndexOf(faces.Label(face))] = 9;
            counts[8] = face % 2;
            return FormattableString.Invariant($"{faces.Split(face)},fer{face:0000000}.png,{string.Join(',', counts)}");
        }
    }

    [Fact]
    public void Options_hold_for_a_saved_dataset_too()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DrawnFaces.Dataset(20, seed: 1).Save(path);
        FerDataset dealt = FerDataset.Load(path, new FerDatasetOptions { RandomSplit = true, Limit = 7, Seed = 5 });
        Assert.Equal((7, 7, 7), (dealt.Training.Count, dealt.PublicTest.Count, dealt.PrivateTest.Count));
        Assert.Equal(140, dealt.LoadReport.FacesRead);
        Assert.Equal("beyond the limit of 7 faces of each split", Assert.Single(dealt.LoadReport.LeftOut).Reason);
        FerDataset named = FerDataset.Load(
            path, new FerDatasetOptions { ClassNames = new Dictionary<string, Emotion?> { ["1"] = Emotion.Sad } });
        Assert.Contains("ClassNames is not used", Assert.Single(named.LoadReport.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_arrays_are_numpys()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        FerDataset faces = DrawnFaces.Dataset(1, seed: 1);
        faces.Save(path);
        using ZipArchive zip = ZipFile.OpenRead(path);
        byte[] pixels = Content(zip.GetEntry("pixels.npy")!);
        int data = 10 + pixels[8] + (pixels[9] << 8);
        Assert.Equal("\u0093NUMPY\u0001\0", Encoding.Latin1.GetString(pixels, 0, 8));
        Assert.Equal("{'descr': '|u1', 'fortran_order': False, 'shape': (7, 48, 48), }",
            Encoding.ASCII.GetString(pixels, 10, data - 10).Trim());
        Assert.Equal((0, (byte)'\n'), (data % 64, pixels[data - 1]));
        Assert.Equal(faces.Pixels(3), pixels.AsSpan(data + (3 * 48 * 48), 48 * 48));
        byte[] labels = Content(zip.GetEntry("labels.npy")!);
        Assert.Contains("'shape': (7,), }", Encoding.ASCII.GetString(labels), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_another_kind_is_written_and_what_is_there_stays_whole()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = DrawnFaces.Dataset(1, seed: 1);
        Assert.Throws<InvalidOperationException>(() => faces.Where(_ => false).Save(folder.File("none.npz")));
        string path = folder.Write("file", [1]);
        Assert.Throws<IOException>(() => faces.Save(Path.Combine(path, "below.npz")));
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    /// <summary>Every change is refused, whether or not the digest was computed anew.</summary>
    [Theory]
    [InlineData("labels.npy", "a label is none of the seven")]
    [InlineData("splits.npy", "a split is none of the three")]
    [InlineData("rows.npy", "a number is -1; it is at least 1")]
    [InlineData("image_sizes.npy", "a number is -1; it is at least 1")]
    [InlineData("faces_found.npy", "whether a face was found is neither known nor unknown")]
    public void A_number_out_of_range_is_refused_although_the_digest_is_right(string entry, string what)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        Photographs(folder).Save(path);
        Change(path, entry, content => content.AsSpan(content.Length - 4).Fill(0xFF), reseal: true);
        Refused(path, what);
    }

    [Theory]
    [InlineData("version", "2", "a dataset of format 2, which a later FerNet wrote")]
    [InlineData("count", "2000000", "it says that it has 2,000,000 faces; 1 to 1,000,000 are read")]
    [InlineData("count", "-1", "it says that it has -1 faces")]
    [InlineData("count", "1000", "its names of files are not those of its faces")]
    [InlineData("files", "null", "")]
    [InlineData("hasVotes", "true", "its entries are not those of a dataset")]
    [InlineData("hasLabels", "false", "a label is none of the seven")]
    [InlineData("name", "null", "its header is unreadable")]
    [InlineData("badRowMessages", "[null]", "an entry of a list is null")]
    [InlineData("emotions", "[\"sad\"]", "its header is none of FerNet's")]
    public void A_header_that_promises_something_else_is_refused(string key, string value, string what)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        Photographs(folder).Save(path);
        Change(path, DatasetFileFormat.Header, header => header[key] = JsonNode.Parse(value));
        if (what.Length == 0) Assert.Null(FerDataset.Load(path).FileName(0));
        else Refused(path, what);
    }

    [Fact]
    public void A_report_of_a_stranger_is_bounded_and_quoted()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        Photographs(folder).Save(path);
        const string Group = """{"reason":"\u001b[31mred","count":2147483647,"examples":["a\nb"]}""";
        Change(path, DatasetFileFormat.Header, header =>
        {
            header["name"] = "\u001b[2J";
            header["report"]!["leftOut"] = JsonNode.Parse($"[{Group},{Group.Replace("red", "blue", StringComparison.Ordinal)}]");
            header["report"]!["warnings"] = JsonNode.Parse($"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"a\\n{i}\""))}]");
        });
        FerDataset faces = FerDataset.Load(path);
        Assert.Equal("?[2J", faces.Name);
        Assert.Equal((2, 4_000_000), (faces.LoadReport.LeftOut.Count, faces.LoadReport.LeftOutCount));
        Assert.Equal(("?[31mred", "a?b"), (faces.LoadReport.LeftOut[0].Reason, faces.LoadReport.LeftOut[0].Examples[0]));
        Assert.InRange(faces.LoadReport.Warnings.Count, 64, 70);
        Assert.DoesNotContain(faces.LoadReport.Warnings, warning => warning.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../outside.png")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/face.png")]
    [InlineData("a\\..\\b.png")]
    [InlineData("")]
    public void A_file_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        Photographs(folder).Save(path);
        Change(path, DatasetFileFormat.Header, header => header["files"]![0] = name);
        Refused(path, "its names of files are not those of its faces");
    }

    [Fact]
    public void Damage_is_found_by_the_digest_and_a_cut_file_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        Photographs(folder).Save(path);
        byte[] whole = File.ReadAllBytes(path);
        Change(path, "pixels.npy", content => content[^1] ^= 1, reseal: false);
        Refused(path, "its content is not what its digest says");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.StartsWith("faces.npz: the archive is damaged", Assert.Throws<InvalidDataException>(() => FerDataset.Load(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_rises_to_the_number_of_images_and_rows()
    {
        using TemporaryFolder folder = new();
        List<DatasetLoadProgress> images = Reports(out FerDatasetOptions forImages), saved = Reports(out FerDatasetOptions forSaved),
            rows = Reports(out FerDatasetOptions forRows);
        Photographs(folder, forImages).Save(folder.File("faces.npz"));
        FerDataset.Load(folder.File("faces.npz"), forSaved);
        FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(8))), forRows);
        Assert.Equal(new DatasetLoadProgress { Done = 5, Total = 5 }, images[^1]);
        Assert.Equal(new DatasetLoadProgress { Done = 4, Total = 4 }, saved[^1]);
        Assert.Equal(new DatasetLoadProgress { Done = 8, Total = 8 }, rows[^1]);
        Assert.Equal(images.Select(one => one.Done).Order(), images.Select(one => one.Done));

        static List<DatasetLoadProgress> Reports(out FerDatasetOptions options)
        {
            List<DatasetLoadProgress> reports = [];
            options = new FerDatasetOptions { Progress = new Listener(reports.Add) };
            return reports;
        }
    }

    [Fact]
    public void What_a_listener_throws_stops_the_load()
    {
        using TemporaryFolder folder = new();
        FerDatasetOptions options = new() { Progress = new Listener(_ => throw new TimeZoneNotFoundException()) };
        Assert.Throws<TimeZoneNotFoundException>(() => Photographs(folder, options));
    }

    /// <summary>Three faces in small images, one image without a face, a bad one, and a file that is none.</summary>
    private static FerDataset Photographs(TemporaryFolder folder, FerDatasetOptions? options = null)
    {
        foreach (Emotion emotion in (Emotion[])[Emotion.Happy, Emotion.Sad, Emotion.Fear])
            folder.Write($"photos/train/{emotion.Name()}/1.png", DrawnFaces.Png(emotion, 1, 48));
        folder.Write("photos/test/happy/2.png", EncodedImages.Gray([.. Enumerable.Repeat((byte)90, 120 * 90)], 120, 90));
        folder.Write("photos/train/sad/bad.png", [1, 2, 3]);
        folder.Write("photos/notes.txt", [1]);
        return FerDataset.Load(folder.File("photos"), (options ?? new FerDatasetOptions()) with { SkipBadRows = true });
    }

    private static void Refused(string path, string what)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => FerDataset.Load(path));
        Assert.StartsWith("faces.npz: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    private static void Change(string path, string entry, Action<JsonNode> change) => Change(path, entry, content =>
    {
        JsonNode header = JsonNode.Parse(content)!;
        change(header);
        return Encoding.UTF8.GetBytes(header.ToJsonString());
    }, reseal: true);

    private static void Change(string path, string entry, Action<byte[]> change, bool reseal) => Change(path, entry, content =>
    {
        change(content);
        return content;
    }, reseal);

    private static void Change(string path, string entry, Func<byte[], byte[]> change, bool reseal)
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

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>.NET's own Progress calls later, on another thread.</summary>
    private sealed class Listener(Action<DatasetLoadProgress> told) : IProgress<DatasetLoadProgress>
    {
        public void Report(DatasetLoadProgress value) => told(value);
    }
}
