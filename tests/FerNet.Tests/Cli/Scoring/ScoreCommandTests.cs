using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FerNet.Drawing;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Utilities;
using Parquet.Serialization;

namespace FerNet.Tests.Cli.Scoring;

/// <summary>fernet score: what is read, what is written, and what is refused.</summary>
public sealed class ScoreCommandTests : IDisposable
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 160),
        Small = DrawnFaces.Png(Emotion.Sad, seed: 2, side: 48);

    private readonly TemporaryFolder folder = new();

    public ScoreCommandTests()
    {
        folder.Write("in/a/face.png", Face);
        folder.Write("in/a/small.png", Small);
        folder.Write("in/b/nobody.png", EncodedImages.Gray(new byte[90 * 60], 90, 60));
        folder.Write("in/notes.txt", "no image"u8);
    }

    private string Output => folder.File("out");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_face_an_image_without_one_and_a_failed_image_are_rows()
    {
        byte[] damaged = Face[..200];
        folder.Write("in/c/damaged.png", damaged);
        Shell shell = Score("in");
        Assert.Equal(1, shell.Code);
        Assert.Contains("shard 0/1: 4 of 4 images, 2 faces, 1 failed", shell.Output, StringComparison.Ordinal);
        Assert.Contains("notes.txt", shell.Error, StringComparison.Ordinal);

        IReadOnlyList<IReadOnlyDictionary<string, object?>> rows = ScoreResults.Read(Output);
        Assert.Equal(["a/face.png", "a/small.png", "b/nobody.png", "c/damaged.png"], rows.Select(row => row["file"]));
        Assert.Equal([0, 0, null, null], rows.Select(row => row["face"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(damaged)), rows[3]["sha256"]);
        Assert.Contains("c/damaged.png: the image is", (string)rows[3]["error"]!, StringComparison.Ordinal);
        Assert.All(rows.Take(3), row => Assert.Null(row["error"]));

        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        EmotionPrediction face = Assert.Single(predictor.PredictFaces(Face));
        Assert.Equal((face.Box!.Value.X, face.Box.Value.Height, face.Landmarks!.Nose.Y, face.DetectionConfidence!.Value),
            ((float)rows[0]["box_x"]!, (float)rows[0]["box_height"]!, (float)rows[0]["nose_y"]!, (float)rows[0]["detection_confidence"]!));
        Assert.Equal((face.Emotion.Name(), null, null), (rows[0]["emotion"], rows[1]["box_x"], rows[2]["emotion"]));
        foreach (Emotion emotion in EmotionExtensions.All) Assert.Equal(face[emotion], (float)rows[0][emotion.Name()]!, 1e-6f);
    }

    [Fact]
    public void A_list_gives_the_rows_of_its_folder_in_any_order_and_however_it_writes_a_path()
    {
        Assert.Equal(0, Score("in").Code);
        string list = folder.Write("lists/images.txt", Encoding.UTF8.GetBytes(
            $"b/nobody.png\r\n\r\n./a/face.png\na/../a/small.png\n{folder.File("in/a/face.png")}\na/face.png"));
        Shell listed = ScoreList(list, "listed", "--base", folder.File("in"));
        Assert.True(listed.Code == 0, listed.Error);
        ScoreResults.AssertEqual(Output, folder.File("listed"));

        string beside = folder.Write("in/images.txt", "a/face.png\nb/nobody.png\na/small.png"u8);
        Assert.Equal(0, ScoreList(beside, "beside").Code);
        ScoreResults.AssertEqual(Output, folder.File("beside"));
    }

    [Fact]
    public async Task A_list_in_Parquet_has_the_paths_in_a_column_file()
    {
        string list = folder.File("in/list.parquet"), other = folder.File("in/other.parquet");
        await ParquetSerializer.SerializeAsync(
            (Listed[])[new() { file = "a/face.png" }, new() { file = null }, new() { file = "b/nobody.png" }], list);
        await ParquetSerializer.SerializeAsync((Other[])[new() { path = "a/face.png" }], other);
        Assert.Equal(0, ScoreList(list, "out").Code);
        Assert.Equal(["a/face.png", "b/nobody.png"], ScoreResults.Files(Output));

        foreach ((string input, string message) in ((string, string)[])[
            (other, "has no column 'file' of text; its columns are path"),
            (folder.Write("in/text.parquet", "a/face.png"u8), "is not a Parquet file, or is damaged")])
        {
            Shell shell = ScoreList(input, "refused");
            Assert.Equal(1, shell.Code);
            Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Paths_that_name_no_image_are_rows_with_the_reason()
    {
        folder.Write("outside.png", Face);
        File.CreateSymbolicLink(folder.File("in/link.png"), folder.File("in/a/face.png"));
        (string Path, string? Reason)[] cases =
        [
            ("../outside.png", "lies outside"), ("a", "is a folder"), ("link.png", null), ("missing.png", "There is no image at"),
            ("notes.txt", "not an image"), ("zero\0.png", "There is no image at"),
        ];
        string list = folder.Write("in/list.txt", Encoding.UTF8.GetBytes(string.Join('\n', cases.Select(item => item.Path))));
        Assert.Equal(1, ScoreList(list, "out").Code);
        IReadOnlyList<IReadOnlyDictionary<string, object?>> rows = ScoreResults.Read(Output);
        Assert.Equal(cases.Select(item => item.Path), rows.Select(row => row["file"]));
        foreach (((_, string? reason), IReadOnlyDictionary<string, object?> row) in cases.Zip(rows))
        {
            if (reason is null) Assert.Null(row["error"]);
            else Assert.Contains(reason, (string?)row["error"], StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pipe_is_a_row_and_not_a_wait()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        using (Process make = Process.Start("mkfifo", [folder.File("in/pipe.png")]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Shell shell = await Task.Run(() => Score("in"), TestContext.Current.CancellationToken);
        Assert.Equal(1, shell.Code);
        Assert.Contains("a device or a pipe", (string)ScoreResults.Read(Output)[^1]["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_scores_what_is_new_and_doubles_nothing()
    {
        Assert.Equal(0, Score("in", "--part-size", "1").Code);
        Assert.Equal(3, ScoreResults.Parts(Output).Count());
        folder.Write("in/d/more.png", Small);
        Shell shell = Score("in", "--part-size", "2");
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains("started: shard 0/1: 3 of 4 images, 2 faces", shell.Error, StringComparison.Ordinal);
        Assert.Equal(["a/face.png", "a/small.png", "b/nobody.png", "d/more.png"], ScoreResults.Files(Output));
        Assert.Equal(4, ScoreResults.Parts(Output).Count());
        Assert.Equal(0, Score("in").Code);
        Assert.Equal(4, ScoreResults.Parts(Output).Count());
    }

    [Theory]
    [InlineData("model", "--model", "default")]
    [InlineData("faces", "--faces", "whole")]
    [InlineData("threshold", "--threshold", "0.7")]
    [InlineData("minFaceSize", "--min-face-size", "40")]
    [InlineData("maxInputSide", "--max-input-side", "800")]
    [InlineData("anyOrientation", "--any-orientation")]
    [InlineData("shards", "--shard", "0/2")]
    public void Results_of_different_runs_do_not_mix(string fact, params string[] options)
    {
        Assert.Equal(0, Shell.Run("score", "--input", folder.File("in"), "--output", Output, "--model", "fast").Code);
        string[] model = options[0] == "--model" ? [] : ["--model", "fast"];
        Shell shell = Shell.Run(["score", "--input", folder.File("in"), "--output", Output, .. model, .. options]);
        Assert.Equal(2, shell.Code);
        Assert.Contains($"{fact}: ", shell.Error, StringComparison.Ordinal);
        Assert.Contains("do not mix", shell.Error, StringComparison.Ordinal);
        Assert.Single(ScoreResults.Parts(Output));

        File.Delete(Path.Combine(Output, "_manifest.json"));
        if (fact == "shards") return;
        Shell without = Shell.Run(["score", "--input", folder.File("in"), "--output", Output, .. model, .. options]);
        Assert.Equal(1, without.Code);
        Assert.Contains("belongs to another run", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_another_process_writes_is_left_for_later()
    {
        string shard = Directory.CreateDirectory(Path.Combine(Output, "shard-00000-of-00001")).FullName;
        using (FolderLock.Take(shard))
        {
            Shell shell = Score("in");
            Assert.Equal(75, shell.Code);
            Assert.Contains("is used by another run of 'fernet score'", shell.Error, StringComparison.Ordinal);
        }
        Assert.Equal(0, Score("in").Code);
    }

    [Fact]
    public void What_cannot_be_meant_is_refused_before_anything_is_written()
    {
        string list = folder.Write("lists/images.txt", "a.png"u8);
        foreach ((string[] options, string message) in ((string[], string)[])[
            (["--input", folder.File("in"), "--output", folder.File("in/out")], "lie in one another"),
            (["--input", folder.File("in"), "--output", folder.File("in")], "lie in one another"),
            (["--input", list, "--output", folder.File("lists")], "lie in one another"),
            (["--input", folder.File("in"), "--output", list], "is a file; name a folder"),
            (["--input", folder.File("in"), "--output", Output, "--base", folder.Path], "--base is for lists"),
            (["--input", folder.File("in"), "--output", Output, "--shard", "2/2"], "it takes I/N"),
            (["--input", folder.File("in"), "--output", Output, "--part-size", "0"], "--part-size is 0")])
        {
            Shell shell = Shell.Run(["score", .. options]);
            Assert.Equal(2, shell.Code);
            Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        }
        Assert.Equal(1, Shell.Run("score", "--input", folder.File("nowhere"), "--output", Output).Code);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Progress_is_a_JSON_object_on_each_line()
    {
        Shell shell = Score("in", "--part-size", "2", "--progress", "json");
        JsonElement[] events = [.. shell.Error.Split('\n').Where(line => line.StartsWith('{'))
            .Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["started", "progress", "progress", "done"], events.Select(item => item.GetProperty("event").GetString()));
        Assert.Equal([0, 2, 3, 3], events.Select(item => item.GetProperty("done").GetInt32()));
        Assert.All(events, item => Assert.Equal((3, 0, 1, 0), (item.GetProperty("images").GetInt32(), item.GetProperty("shard").GetInt32(),
            item.GetProperty("shards").GetInt32(), item.GetProperty("failed").GetInt32())));
        Assert.Equal(2, events[^1].GetProperty("faces").GetInt32());
        Assert.True(events[^1].GetProperty("seconds").GetDouble() > 0);
    }

    private Shell Score(string input, params string[] options) =>
        Shell.Run(["score", "--input", folder.File(input), "--output", Output, "--model", "fast", .. options]);

    private Shell ScoreList(string list, string output, params string[] options) =>
        Shell.Run(["score", "--input", list, "--output", folder.File(output), "--model", "fast", .. options]);

    private sealed class Listed
    {
        public string? file { get; set; }
    }

    private sealed class Other
    {
        public string? path { get; set; }
    }
}
