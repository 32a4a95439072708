using System.IO.Compression;
using System.Text;
using FerNet.Data;
using FerNet.Data.DatasetFiles;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.DatasetFiles;

public class DatasetFileTests
{
    [Fact]
    public void A_folder_comes_back_with_everything_that_is_known_of_it()
    {
        using TemporaryFolder folder = new();
        FerDataset before = DatasetFileFixtures.Photographs(folder);
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
        FerDataset before = DatasetFileFixtures.TableWithVotes(folder, rows: 70);
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
    }

    [Fact]
    public void Faces_without_emotions_come_back_without_them()
    {
        using TemporaryFolder folder = new();
        FerDataset before = FerDataset.Load(folder.Write("test.csv", Tables.Bytes(Tables.Test(3))));
        Assert.False(before.HasLabels);
        before.Save(folder.File("faces.npz"));
        FerDataset after = FerDataset.Load(folder.File("faces.npz"));
        Assert.Equal((false, before.Digest), (after.HasLabels, after.Digest));
        using ZipArchive zip = ZipFile.OpenRead(folder.File("faces.npz"));
        Assert.Contains("\"files\":null", Encoding.UTF8.GetString(DatasetFileFixtures.Content(zip.Entries[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void Faces_of_images_and_of_a_table_come_back_together()
    {
        using TemporaryFolder folder = new();
        FerDataset before = DatasetFileFixtures.Photographs(folder)
            .Concat(FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(4)))));
        before.Save(folder.File("faces.npz"));
        FerDataset after = FerDataset.Load(folder.File("faces.npz"));
        Assert.Equal(before.Digest, after.Digest);
        Assert.All(Enumerable.Range(0, before.Count), face => Assert.Equal(before.Origin(face), after.Origin(face)));
        Assert.Equal(4, Enumerable.Range(0, after.Count).Count(face => after.Origin(face) is null));
    }

    /// <summary>The pixels are read in blocks of 1,024 faces.</summary>
    [Fact]
    public void More_faces_than_a_block_holds_come_back()
    {
        using TemporaryFolder folder = new();
        FerDataset before = FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(30))))
            .Select(Enumerable.Range(0, 2_100).Select(face => face % 30));
        before.Save(folder.File("faces.npz"));
        FerDataset after = FerDataset.Load(folder.File("faces.npz"));
        Assert.Equal(2_100, after.Count);
        Assert.All(Enumerable.Range(0, 2_100), face => Assert.True(before.Pixels(face).SequenceEqual(after.Pixels(face))));
        Assert.Throws<OperationCanceledException>(
            () => DatasetFileReader.Read(folder.File("faces.npz"), listener: null, new CancellationToken(canceled: true)));
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
        byte[] pixels = DatasetFileFixtures.Content(zip.GetEntry("pixels.npy")!);
        int data = 10 + pixels[8] + (pixels[9] << 8);
        Assert.Equal("\u0093NUMPY\u0001\0", Encoding.Latin1.GetString(pixels, 0, 8));
        Assert.Equal("{'descr': '|u1', 'fortran_order': False, 'shape': (7, 48, 48), }",
            Encoding.ASCII.GetString(pixels, 10, data - 10).Trim());
        Assert.Equal((0, (byte)'\n'), (data % 64, pixels[data - 1]));
        Assert.Equal(faces.Pixels(3), pixels.AsSpan(data + (3 * 48 * 48), 48 * 48));
        byte[] labels = DatasetFileFixtures.Content(zip.GetEntry("labels.npy")!);
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

    [Fact]
    public void Progress_rises_to_the_number_of_images_and_rows()
    {
        using TemporaryFolder folder = new();
        List<DatasetLoadProgress> images = Reports(out FerDatasetOptions forImages), saved = Reports(out FerDatasetOptions forSaved),
            rows = Reports(out FerDatasetOptions forRows);
        DatasetFileFixtures.Photographs(folder, forImages).Save(folder.File("faces.npz"));
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
        Assert.Throws<TimeZoneNotFoundException>(() => DatasetFileFixtures.Photographs(folder, options));
    }

    /// <summary>.NET's own Progress calls later, on another thread.</summary>
    private sealed class Listener(Action<DatasetLoadProgress> told) : IProgress<DatasetLoadProgress>
    {
        public void Report(DatasetLoadProgress value) => told(value);
    }
}
