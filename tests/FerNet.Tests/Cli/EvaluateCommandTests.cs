using System.Text.Json;
using FerNet.Cli.Plots;
using FerNet.Drawing;
using FerNet.Evaluation;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public class EvaluateCommandTests
{
    [Fact]
    public void Data_without_splits_is_evaluated_as_a_whole_and_data_with_splits_on_its_public_test()
    {
        using TemporaryFolder folder = new();
        WriteFaces(folder, "plain", 2);
        Shell plain = Shell.Run("evaluate", "--data", folder.File("plain"), "--model", "fast");
        Assert.True(plain.Code == 0, plain.Error);
        Assert.Contains("The data has no splits: all 14 faces are evaluated.", plain.Error, StringComparison.Ordinal);
        Assert.Contains("faces 14", plain.Output, StringComparison.Ordinal);

        WriteFaces(folder, "divided/train", 2);
        WriteFaces(folder, "divided/validation", 1);
        Shell divided = Shell.Run("evaluate", "--data", folder.File("divided"), "--model", "fast");
        Assert.True(divided.Code == 0, divided.Error);
        Assert.DoesNotContain("no splits", divided.Error, StringComparison.Ordinal);
        Assert.Contains("faces 7", divided.Output, StringComparison.Ordinal);

        Shell report = Shell.Run("report", "--data", folder.File("plain"), "--model", "fast", "--output", folder.File("plain.html"));
        Assert.True(report.Code == 0, report.Error);
        Assert.Contains("14 faces: all of plain", File.ReadAllText(folder.File("plain.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_names_both_models_in_the_order_of_its_figures()
    {
        using TemporaryFolder folder = new();
        WriteFaces(folder, "plain", 1);
        Shell shell = Shell.Run("evaluate", "--data", folder.File("plain"), "--compare", "fast");
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains("First model: fast. Second model: default.", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_that_exist_are_not_left_out_because_there_is_no_public_test()
    {
        using TemporaryFolder folder = new();
        WriteFaces(folder, "divided/train", 1);
        Shell shell = Shell.Run("evaluate", "--data", folder.File("divided"), "--model", "fast");
        Assert.Equal((1, ""), (shell.Code, shell.Output));
        Assert.Contains("has no publictest faces; use --split training or --split all.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_name_their_files_in_the_json_and_in_the_report()
    {
        using TemporaryFolder folder = new();
        WriteFaces(folder, "faces", 4);
        string json = folder.File("e.json"), page = folder.File("e.html"), hidden = folder.File("hidden.html");
        Shell shell = Shell.Run("evaluate", "--data", folder.File("faces"), "--model", "fast", "--json", json);
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Equal(0, Shell.Run("report", "--data", folder.File("faces"), "--model", "fast", "--output", page).Code);
        Assert.Equal(0, Shell.Run("report", "--data", folder.File("faces"), "--model", "fast", "--output", hidden, "--no-faces").Code);

        using EmotionModel model = EmotionModel.LoadFast();
        FerDataset faces = FerDataset.Load(folder.File("faces"));
        IReadOnlyList<EmotionMistake> mistakes = EmotionEvaluation.Evaluate(model, faces).Mistakes(49);
        Assert.NotEmpty(mistakes);
        string text = File.ReadAllText(json);
        JsonElement[] written = [.. JsonDocument.Parse(text).RootElement.GetProperty("mistakes").EnumerateArray()];
        Assert.Equal(mistakes.Select(mistake => faces.FileName(mistake.FaceIndex)),
            written.Select(mistake => mistake.GetProperty("fileName").GetString()));
        Assert.Equal(mistakes.Select(mistake => mistake.RowNumber), written.Select(mistake => mistake.GetProperty("rowNumber").GetInt32()));
        Assert.Equal(model.Evaluate(faces).Accuracy, JsonSerializer.Deserialize<EmotionMetrics>(text)!.Accuracy);
        string html = File.ReadAllText(page), without = File.ReadAllText(hidden);
        Assert.All(mistakes, mistake =>
        {
            Assert.Contains($"<small>{mistake.FileName}</small>", html, StringComparison.Ordinal);
            Assert.DoesNotContain(mistake.FileName!, without, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_long_path_keeps_its_end_within_its_cell()
    {
        using SKTypeface font = SKTypeface.FromFamilyName(ChartStyle.FontName);
        Assert.SkipUnless(font.ContainsGlyph('a'), "This machine has no fonts.");
        int wide = Right("a long folder/and another one/face.png", float.MaxValue), narrow = Right(
            "a long folder/and another one/face.png", 100);
        Assert.True(wide > 150, $"{wide}");
        Assert.InRange(narrow, 60, 100);
        Assert.NotEqual(Sheet("a long folder/and another one/face.png", 100), Sheet("a long folder/and another one/mask.png", 100));
    }

    /// <summary>The last column that has ink.</summary>
    private static int Right(string text, float width)
    {
        using SKBitmap image = SKBitmap.Decode(Sheet(text, width));
        return Enumerable.Range(0, image.Width)
            .Last(x => Enumerable.Range(0, image.Height).Any(y => image.GetPixel(x, y) != SKColors.White));
    }

    private static byte[] Sheet(string text, float width)
    {
        using FaceSheet sheet = new(400, 30);
        sheet.Write(text, 0, 20, 11, SKColors.Black, width: width);
        return sheet.Png();
    }

    private static void WriteFaces(TemporaryFolder folder, string name, int count)
    {
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            for (int i = 0; i < count; i++)
                folder.Write($"{name}/{emotion.Name()}/{i}.png", DrawnFaces.Png(emotion, (10 * i) + (int)emotion, 48));
        }
    }
}
