using System.Text.Json;
using FerNet.Cli.Plots;
using FerNet.Cli.Progress;
using FerNet.Data;
using FerNet.Drawing;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public class DatasetCommandTests
{
    [Fact]
    public void It_says_what_a_folder_holds_and_writes_it_as_json_and_as_a_sheet()
    {
        using TemporaryFolder folder = new();
        string data = WriteFaces(folder);
        string json = folder.File("out.json"), sheet = folder.File("sheet.png");
        Shell shell = Shell.Run("dataset", data, "--json", json, "--contact-sheet", sheet, "--skip-bad-rows");
        Assert.True(shell.Code == 0, shell.Error);
        foreach (string line in (string[])
        [
            "Images: 16, from 48 x 48 to 120 x 90 pixels, median 48 x 48.",
            "Duplicates: 1 group, 2 faces; 1 across splits, 1 with different labels.",
            "Duplicates:",
            "  test/fear/twin.png (fear, private test); train/happy/0.png (happy, training)",
            "  train/sad/gray.png (sad, training)",
        ])
            Assert.Contains(line, shell.Output.Split(Environment.NewLine));

        JsonElement root = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal((16, true, true), (root.GetProperty("count").GetInt32(), root.GetProperty("hasLabels").GetBoolean(),
            root.GetProperty("hasSplits").GetBoolean()));
        Assert.Equal(2, root.GetProperty("counts").GetProperty("training").GetProperty("happy").GetInt32());
        Assert.Equal(120, root.GetProperty("imageSizes").GetProperty("maxWidth").GetInt32());
        JsonElement twin = root.GetProperty("duplicates")[0].GetProperty("faces")[0];
        Assert.Equal(("test/fear/twin.png", "fear", "privateTest"), (twin.GetProperty("fileName").GetString(),
            twin.GetProperty("label").GetString(), twin.GetProperty("split").GetString()));
        JsonElement gray = Assert.Single(root.GetProperty("withoutFace").EnumerateArray());
        Assert.Equal("train/sad/gray.png", gray.GetProperty("fileName").GetString());
        Assert.Equal(1, Assert.Single(root.GetProperty("leftOut").EnumerateArray()).GetProperty("count").GetInt32());
        Assert.False(root.TryGetProperty("labelErrors", out _));
        using SKBitmap image = SKBitmap.Decode(sheet);
        Assert.Equal((14 * 76) + 32, image.Width);
    }

    [Fact]
    public void A_limit_of_new_splits_keeps_the_report_of_what_was_left_out()
    {
        using TemporaryFolder folder = new();
        string data = WriteFaces(folder), json = folder.File("faces.json");
        Shell shell = Shell.Run("dataset", data, "--skip-bad-rows", "--split", "50/25/25", "--limit", "2", "--json", json);
        Assert.True(shell.Code == 0, shell.Error);
        JsonElement root = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(6, root.GetProperty("count").GetInt32());
        Assert.Equal(1, Assert.Single(root.GetProperty("leftOut").EnumerateArray()).GetProperty("count").GetInt32());
    }

    [Fact]
    public void What_it_saves_is_read_by_the_other_commands_as_their_data()
    {
        using TemporaryFolder folder = new();
        string data = WriteFaces(folder), saved = folder.File("faces.npz");
        Shell shell = Shell.Run("dataset", data, "--save", saved, "--skip-bad-rows");
        Assert.True(shell.Code == 0, shell.Error);
        Shell folderAnswer = Shell.Run("evaluate", "--data", data, "--model", "fast", "--split", "all", "--skip-bad-rows");
        Shell fileAnswer = Shell.Run("evaluate", "--data", saved, "--model", "fast", "--split", "all");
        Assert.True(fileAnswer.Code == 0, fileAnswer.Error);
        Assert.Equal(folderAnswer.Output, fileAnswer.Output);

        string other = folder.Write("other.npz", "PK something else"u8);
        Shell refused = Shell.Run("dataset", data, "--save", other, "--skip-bad-rows");
        Assert.Equal(2, refused.Code);
        Assert.Contains("already exists and is not a dataset file; name another file, or overwrite it with --force.", refused.Error,
            StringComparison.Ordinal);
        Assert.Equal(2, Shell.Run("dataset", saved, "--save", saved).Code);
    }

    [Fact]
    public void New_splits_are_saved_so_that_every_command_has_the_same_test_faces()
    {
        using TemporaryFolder folder = new();
        string data = WriteFaces(folder), saved = folder.File("faces.npz");
        Shell shell = Shell.Run("dataset", data, "--split", "50/0/50", "--seed", "3", "--save", saved, "--skip-bad-rows");
        Assert.True(shell.Code == 0, shell.Error);
        FerDataset faces = FerDataset.Load(saved), expected =
            FerDataset.Load(data, new FerDatasetOptions { SkipBadRows = true }).StratifiedSplit(seed: 3, training: 0.5, publicTest: 0);
        Assert.True(faces.HasSplits);
        Assert.Equal(expected.Training.Digest, faces.Training.Digest);
        Assert.Equal(expected.PrivateTest.Digest, faces.PrivateTest.Digest);
        Assert.NotEqual(0, faces.PrivateTest.Count);
    }

    [Fact]
    public void Labels_that_are_probably_wrong_are_named_by_a_given_model()
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = SmallModel.Load();
        FerDataset faces = SmallModel.Faces.Training;
        Emotion[] labels = [.. Enumerable.Range(0, faces.Count).Select(faces.Label)];
        // Of each emotion the face that the model is surest of.
        float[] probabilities = model.Score(faces);
        int[] flipped = [.. Enumerable.Range(0, faces.Count).GroupBy(faces.Label)
            .Select(group => group.MaxBy(face => probabilities[(face * 7) + (int)group.Key]))];
        foreach (int face in flipped) labels[face] = (Emotion)(((int)labels[face] + 3) % 7);
        byte[] pixels = [.. Enumerable.Range(0, faces.Count).SelectMany(face => faces.Pixels(face).ToArray())];
        FerDataset.FromFaces(pixels, labels).Save(folder.File("faces.npz"));
        model.Save(folder.File("model.zip"));
        string json = folder.File("out.json");
        Shell shell = Shell.Run("dataset", folder.File("faces.npz"), "--find-errors", "--model", folder.File("model.zip"), "--json", json);
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains("Labels that are probably wrong: ", shell.Output, StringComparison.Ordinal);
        int[] found = [.. JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("labelErrors").EnumerateArray()
            .Select(error => error.GetProperty("faceIndex").GetInt32())];
        Assert.All(flipped, face => Assert.Contains(face, found));
        Assert.InRange(found.Length, flipped.Length, faces.Count / 3);
    }

    [Fact]
    public void Labels_that_are_probably_wrong_are_found_by_training_on_the_other_parts()
    {
        using TemporaryFolder folder = new();
        string data = WriteFaces(folder), json = folder.File("out.json");
        Shell shell = Shell.Run("dataset", data, "--find-errors", "--json", json, "--skip-bad-rows");
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains("epoch   1/", shell.Error, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(File.ReadAllText(json)).RootElement.TryGetProperty("labelErrors", out _));
    }

    [Fact]
    public void The_sheet_shows_the_faces_of_each_label_in_its_rows()
    {
        FerDataset faces = DrawnFaces.Dataset(20, seed: 3);
        using SKBitmap sheet = SKBitmap.Decode(ContactSheet.Png(faces)), other =
            SKBitmap.Decode(ContactSheet.Png(faces.Where(face => faces.Label(face) != Emotion.Sad)));
        Assert.Equal((sheet.Width, sheet.Height), (other.Width, other.Height));
        int row = 30 + (2 * 76), sad = 50 + (4 * row) + 30;
        Assert.Contains(Enumerable.Range(0, 72), y => sheet.GetPixel(50, sad + y) != SKColors.White);
        Assert.All(Enumerable.Range(0, 72), y => Assert.Equal(SKColors.White, other.GetPixel(50, sad + y)));
    }

    [Fact]
    public void Progress_is_told_in_words()
    {
        Assert.Equal("1,200 of 1,930 items read", LoadingProgress.Text(new DatasetLoadProgress { Done = 1200, Total = 1930 }));
        Assert.Equal("7 items read", LoadingProgress.Text(new DatasetLoadProgress { Done = 7 }));
    }

    /// <summary>Two faces of each emotion, a twin in another split under another label, an image without a face, and a bad one.</summary>
    private static string WriteFaces(TemporaryFolder folder)
    {
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            for (int i = 0; i < 2; i++)
                folder.Write($"faces/train/{emotion.Name()}/{i}.png", DrawnFaces.Png(emotion, (10 * i) + (int)emotion, 48));
        }
        folder.Write("faces/test/fear/twin.png", DrawnFaces.Png(Emotion.Happy, (int)Emotion.Happy, 48));
        folder.Write("faces/train/sad/gray.png", EncodedImages.Gray([.. Enumerable.Repeat((byte)90, 120 * 90)], 120, 90));
        folder.Write("faces/train/sad/bad.png", [1, 2, 3]);
        return folder.File("faces");
    }
}
