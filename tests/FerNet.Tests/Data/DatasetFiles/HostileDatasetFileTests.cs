using System.Text.Json.Nodes;
using FerNet.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.DatasetFiles;

/// <summary>Dataset files that were damaged, or made to deceive.</summary>
public class HostileDatasetFileTests
{
    /// <summary>Every change is refused, whether or not the digest was computed anew.</summary>
    [Theory]
    [InlineData("labels.npy", "a label is 255; labels are 0 to 6")]
    [InlineData("splits.npy", "a split is 255; splits are 0 to 2")]
    [InlineData("rows.npy", "a number is -1; it is at least 1")]
    [InlineData("image_sizes.npy", "a number is -1; it is at least 1")]
    [InlineData("faces_found.npy", "faces_found.npy has the value 255; it must be 0, 1 or 2")]
    public void A_number_out_of_range_is_refused_although_the_digest_is_right(string entry, string what)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        DatasetFileFixtures.Change(path, entry, content => content.AsSpan(content.Length - 4).Fill(0xFF));
        Refused(path, what);
    }

    /// <summary>The bounds themselves.</summary>
    [Theory]
    [InlineData("labels.npy", 7, "a label is 7; labels are 0 to 6")]
    [InlineData("labels.npy", 6, null)]
    [InlineData("splits.npy", 3, "a split is 3; splits are 0 to 2")]
    [InlineData("splits.npy", 2, null)]
    [InlineData("faces_found.npy", 3, "faces_found.npy has the value 3; it must be 0, 1 or 2")]
    [InlineData("faces_found.npy", 2, null)]
    [InlineData("rows.npy", 0, "a number is 0; it is at least 1")]
    [InlineData("rows.npy", 1, null)]
    public void The_last_number_of_a_range_is_read_and_the_next_one_is_refused(string entry, byte value, string? what)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        DatasetFileFixtures.Change(path, entry, content =>
        {
            if (entry == "rows.npy") content.AsSpan(content.Length - 4).Clear();
            content[entry == "rows.npy" ? ^4 : ^1] = value;
        });
        if (what is not null)
        {
            Refused(path, what);
            return;
        }
        FerDataset faces = FerDataset.Load(path);
        int last = faces.Count - 1;
        if (entry == "labels.npy") Assert.Equal(Emotion.Neutral, faces.Label(last));
        if (entry == "splits.npy") Assert.Equal(DatasetSplit.PrivateTest, faces.Split(last));
        if (entry == "faces_found.npy") Assert.True(faces.Origin(last)!.FaceFound);
        if (entry == "rows.npy") Assert.Equal(1, faces.RowNumber(last));
    }

    [Fact]
    public void Ten_votes_are_read_and_eleven_are_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.TableWithVotes(folder, rows: 3).Save(path);
        DatasetFileFixtures.Change(path, "votes.npy", content => content[^1] = 10);
        Assert.Equal(10, FerDataset.Load(path).Votes(2)[9]);
        DatasetFileFixtures.Change(path, "votes.npy", content => content[^1] = 11);
        Refused(path, "a face has more than 10 votes");
    }

    [Theory]
    [InlineData("labels.npy")]
    [InlineData("image_sizes.npy")]
    [InlineData("pixels.npy")]
    public void An_array_of_another_length_is_refused(string entry)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        FerDataset faces = DatasetFileFixtures.Photographs(folder);
        faces.Save(path);
        DatasetFileFixtures.Replace(path, entry, content => [.. content, 1]);
        Refused(path, "it has more numbers than faces");
        faces.Save(path);
        DatasetFileFixtures.Replace(path, entry, content => content[..^1]);
        Refused(path, "the dataset is damaged: it is cut off");
        faces.Save(path);
        DatasetFileFixtures.Replace(path, entry, content => content[..20]);
        Refused(path, "the dataset is damaged: it is cut off");
        faces.Save(path);
        DatasetFileFixtures.Change(path, entry, content => content[20]++);
        Refused(path, $"{entry} is not the array that its header describes");
    }

    /// <summary>A file that is held open by others cannot be opened for oneself alone.</summary>
    [Fact]
    public void A_file_that_was_read_or_refused_is_closed()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        FerDataset.Load(path);
        AssertClosed();
        byte[] whole = File.ReadAllBytes(path);
        DatasetFileFixtures.Change(path, "labels.npy", content => content[^1] = 7);
        Refused(path, "a label is 7; labels are 0 to 6");
        AssertClosed();
        File.WriteAllBytes(path, whole[..^30]);
        Refused(path, "");
        AssertClosed();

        void AssertClosed() => File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
    }

    [Theory]
    [InlineData("version", "2", "a dataset of format 2, which a later FerNet wrote")]
    [InlineData("count", "2000000", "its header gives 2,000,000 faces; 1 to 1,000,000 are read")]
    [InlineData("version", "0", "its header is not one that FerNet writes")]
    [InlineData("count", "-1", "its header gives -1 faces")]
    [InlineData("count", "0", "its header gives 0 faces")]
    [InlineData("count", "1000", "its names of files are not those of its faces")]
    [InlineData("files", "null", "")]
    [InlineData("hasVotes", "true", "its entries are not those of a dataset")]
    [InlineData("hasLabels", "false", "it must be 255 in a dataset without labels")]
    [InlineData("name", "null", "its header is unreadable")]
    [InlineData("badRowMessages", "[null]", "an entry of a list is null")]
    [InlineData("emotions", "[\"sad\"]", "its header is not one that FerNet writes")]
    public void A_header_that_promises_something_else_is_refused(string key, string value, string what)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        DatasetFileFixtures.ChangeHeader(path, header => header[key] = JsonNode.Parse(value));
        if (what.Length == 0) Assert.Null(FerDataset.Load(path).FileName(0));
        else Refused(path, what);
    }

    [Fact]
    public void A_report_of_a_stranger_is_bounded_and_quoted()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        const string Group = """{"reason":"\u001b[31mred","count":2147483647,"examples":["a\nb"]}""";
        DatasetFileFixtures.ChangeHeader(path, header =>
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
        DatasetFileFixtures.Photographs(folder).Save(path);
        DatasetFileFixtures.ChangeHeader(path, header => header["files"]![0] = name);
        Refused(path, "its names of files are not those of its faces");
    }

    [Fact]
    public void Damage_is_found_by_the_digest_and_a_cut_file_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("faces.npz");
        DatasetFileFixtures.Photographs(folder).Save(path);
        byte[] whole = File.ReadAllBytes(path);
        DatasetFileFixtures.Change(path, "pixels.npy", content => content[^1] ^= 1, reseal: false);
        Refused(path, "its content is not what its digest says");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.StartsWith("faces.npz: the archive is damaged", Assert.Throws<InvalidDataException>(() => FerDataset.Load(path)).Message,
            StringComparison.Ordinal);
    }

    private static void Refused(string path, string what)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => FerDataset.Load(path));
        Assert.StartsWith("faces.npz: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
