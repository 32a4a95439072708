using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using FerNet.Cli;
using FerNet.Drawing;
using FerNet.Evaluation;
using FerNet.Networks;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public void Summary_shows_the_posts_network()
    {
        Shell shell = Shell.Run("summary", "--network", "keras");
        Assert.Equal((0, ""), (shell.Code, shell.Error));
        Assert.Equal(Network.KerasBaseline.Summary(), shell.Output.TrimEnd());
    }

    [Fact]
    public void Without_arguments_it_says_in_ten_lines_what_it_can_do()
    {
        Shell shell = Shell.Run();
        Assert.Equal((0, ""), (shell.Code, shell.Error));
        Assert.Equal(10, shell.Output.TrimEnd().Split('\n').Length);
        using StringWriter nowhere = new();
        ParseResult parsed = FerNet.Cli.CommandLine.Parse([], new Terminal(nowhere, nowhere));
        string[] commands = [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
        Assert.True(commands.Length >= 10, $"{commands.Length} commands");
        Assert.All(commands, name => Assert.Matches($@"(?m)^  fernet .*\b{name}\b", shell.Output));
    }

    [Fact]
    public void Version_names_the_library_the_models_and_the_runtimes()
    {
        Shell shell = Shell.Run("--version");
        Assert.Equal((0, ""), (shell.Code, shell.Error));
        Assert.Matches(@"(?m)^FerNet +\d+\.\d+\.\d+", shell.Output);
        Assert.Equal(3, Regex.Count(shell.Output, "SHA-256 [0-9a-f]{64}"));
        Assert.Contains($"{Environment.Version}", shell.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ONNX Runtime +\d+\.\d+\.\d+", shell.Output);
    }

    [Theory]
    [InlineData("--help", "predict")]
    [InlineData("train --help", "--checkpoints")]
    [InlineData("evaluate --help", "--confusion")]
    [InlineData("predict --help", "--json")]
    [InlineData("export --help", "--output")]
    [InlineData("average --help", "--share")]
    [InlineData("summary --help", "--network")]
    public void Help_is_a_result(string line, string word)
    {
        Shell shell = Shell.Run(line.Split(' '));
        Assert.Equal((0, ""), (shell.Code, shell.Error));
        Assert.Contains(word, shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dance", "'dance'")]
    [InlineData("train --output a.zip", "--data")]
    [InlineData("train --data a --output b --epochs 0", "--epochs is 0; it must be a whole number from 1 to 2147483647.")]
    [InlineData("train --data a --output b --epochs many", "--epochs is many")]
    [InlineData("train --data a --output b --learning-rate -1", "--learning-rate is -1")]
    [InlineData("train --data a --output b --seed x", "--seed is x")]
    [InlineData("train --data a --output b --seed 3000000000",
        "--seed is 3000000000; it must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("train --data a --output b --network huge", "'huge'")]
    [InlineData("evaluate --data a --split tomorrow", "'tomorrow'")]
    [InlineData("average a.zip --data a --output b", "average")]
    [InlineData("average a.zip b.zip --data a --output b --share 0,5", "--share is 0,5; it must be a number from 0 to 1000000.")]
    [InlineData("train --data a --output b --learning-rate 0,01", "--learning-rate is 0,01; it must be a number of more than 0")]
    [InlineData("average a.zip b.zip --data a --output b --share -1", "--share is -1; it must be a number from 0 to 1000000.")]
    [InlineData("evaluate --data a --class-names 1", "--class-names has '1'; it takes NAME=EMOTION, as 1=surprise.")]
    [InlineData("train --data a --output b --class-names 1=2", "--class-names gives '1' the emotion '2'; name one of angry, ")]
    [InlineData("train --data a --output b --class-names 1=sad,1=fear", "--class-names has the name '1' twice.")]
    [InlineData("predict", "IMAGE")]
    public void Wrong_usage_is_told_in_a_line_and_by_code_2(string line, string word)
    {
        Shell shell = Shell.Run(line.Split(' '));
        Assert.Equal((2, ""), (shell.Code, shell.Output));
        string[] lines = shell.Error.TrimEnd().Split(Environment.NewLine);
        Assert.Contains(lines, one => one.StartsWith("fernet: ", StringComparison.Ordinal) && one.Contains(word, StringComparison.Ordinal));
        Assert.EndsWith("--help' shows how it is used.", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_and_left_out_is_printed_and_numbers_need_class_names()
    {
        using TemporaryFolder folder = new();
        foreach (int number in (int[])[1, 2, 7]) folder.Write($"faces/test/{number}/1.png", EncodedImages.Gray(new byte[48 * 48], 48, 48));
        folder.Write("faces/test/1/2.pgm", [1]);
        string[] evaluate = ["evaluate", "--data", folder.File("faces"), "--split", "privatetest", "--model", "fast"];

        Shell guessed = Shell.Run(evaluate);
        Assert.Equal((1, ""), (guessed.Code, guessed.Output));
        Assert.EndsWith("say what they mean with --class-names 0=angry,1=disgust,....", guessed.Error.TrimEnd(), StringComparison.Ordinal);

        Shell told = Shell.Run([.. evaluate, "--class-names", "1=surprise,2=Fear", "--class-names", "7=none"]);
        Assert.True(told.Code == 0, told.Error);
        foreach (string line in (string[])
        [
            "2 faces were read.", "Folders: 2 = fear (1), 1 = surprise (1).", "Left out: 2.",
                "  1 not an image format that is read (.pgm): test/1/2.pgm",
            "  1 left out by --class-names ('7'): test/7/1.png",
                "No evaluated face has the label angry or disgust or happy or sad or neutral: the figures say nothing about it.",
        ])
            Assert.Contains(line, told.Error.Split(Environment.NewLine));
    }

    [Fact]
    public void Input_that_fails_is_told_in_a_line_and_by_code_1()
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("notes.zip", "no model"u8);
        foreach (string[] arguments in (string[][])
        [
            ["evaluate", "--data", folder.File("none.csv"), "--model", folder.File("none.zip")],
            ["export", "--model", text, "--output", folder.File("a.onnx")],
            ["train", "--data", folder.File("none.csv"), "--output", folder.File("a.zip")],
            ["train", "--data", text, "--output", folder.Path],
        ])
        {
            Shell shell = Shell.Run(arguments);
            Assert.Equal((1, ""), (shell.Code, shell.Output));
            Assert.StartsWith("fernet: ", shell.Error.TrimEnd().Split(Environment.NewLine)[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", shell.Error, StringComparison.Ordinal);
        }
        Assert.Equal(["notes.zip"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Train_evaluate_predict_and_export_work_hand_in_hand()
    {
        using TemporaryFolder folder = new();
        string data = DrawnFiles.Csv(folder, 20), model = folder.File("m/drawn.zip");
        Shell trained = Shell.Run("train", "--data", data, "--output", model, "--epochs", "2", "--batch-size", "16", "--network", "default",
            "--limit", "70");
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains("epoch   2/2", trained.Error, StringComparison.Ordinal);
        Assert.Equal(["drawn.curve.csv", "drawn.curve.png", "drawn.zip"],
            Directory.EnumerateFileSystemEntries(folder.File("m")).Select(Path.GetFileName).Order());
        Assert.Equal(3, File.ReadAllLines(folder.File("m/drawn.curve.csv")).Length);
        RequireImage(folder.File("m/drawn.curve.png"));

        Evaluate(folder, data, model);
        Report(folder, data, model);
        Predict(folder, model);

        Shell averaged =
            Shell.Run("average", model, model, "--data", data, "--output", folder.File("mean.zip"), "--share", "1", "--share", "3");
        Assert.True(averaged.Code == 0, averaged.Error);
        Assert.Contains("mean of the weights of 0.25 'default'", averaged.Output, StringComparison.Ordinal);

        Shell exported = Shell.Run("export", "--model", model, "--output", folder.File("drawn.onnx"));
        Assert.Equal(0, exported.Code);
        Assert.True(new FileInfo(folder.File("drawn.onnx")).Length > 100_000);
    }

    [Fact]
    public void Training_looks_for_faces_where_it_is_told_to()
    {
        using TemporaryFolder folder = new();
        foreach (string emotion in (string[])["happy", "sad"])
            for (int i = 0; i < 3; i++)
                folder.Write($"photos/{emotion}/{i}.png",
                    EncodedImages.Gray([.. Enumerable.Repeat((byte)(90 + (20 * i)), 120 * 90)], 120, 90));
        string[] arguments =
            ["train", "--data", folder.File("photos"), "--output", folder.File("a.zip"), "--network", "fast", "--epochs", "1",
                "--batch-size", "2", "--faces"];

        Shell required = Shell.Run([.. arguments, "required"]);
        Assert.Equal(1, required.Code);
        Assert.Contains("happy/0.png: no face was found in its 120 x 90 pixels", required.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("a.zip")));

        Shell middle = Shell.Run([.. arguments, "auto"]);
        Assert.True(middle.Code == 0, middle.Error);
        Assert.True(File.Exists(folder.File("a.zip")));
    }

    private static void Evaluate(TemporaryFolder folder, string data, string model)
    {
        string[] images = ["confusion", "reliability", "precision-recall", "mistakes"];
        Shell evaluated = Shell.Run(
        [
            "evaluate", "--data", data, "--model", model, "--split", "all", "--json", folder.File("e.json"), "--csv", folder.File("e.csv"),
                "--markdown", folder.File("e.md"),
            .. images.SelectMany(name => new[] { $"--{name}", folder.File($"{name}.png") }),
        ]);
        Assert.True(evaluated.Code == 0, evaluated.Error);
        Assert.Contains("faces 140", evaluated.Output, StringComparison.Ordinal);
        foreach (string name in images) RequireImage(folder.File($"{name}.png"));

        using EmotionModel loaded = EmotionModel.Load(model);
        EmotionEvaluation evaluation = EmotionEvaluation.Evaluate(loaded, FerDataset.Load(data));
        EmotionMetrics metrics = evaluation.Metrics;
        Assert.Equal(evaluation.ToJson(49), File.ReadAllText(folder.File("e.json")));
        Assert.Equal(metrics.ToCsv(), File.ReadAllText(folder.File("e.csv")));
        Assert.Equal(metrics.ToMarkdown(), File.ReadAllText(folder.File("e.md")));
    }

    private static void Report(TemporaryFolder folder, string data, string model)
    {
        Shell reported = Shell.Run("report", "--data", data, "--model", model, "--split", "privatetest", "--output",
            folder.File("drawn.html"), "--no-faces");
        Assert.True(reported.Code == 0, reported.Error);
        string page = File.ReadAllText(folder.File("drawn.html"));
        Assert.Contains("14 faces: the private test of faces.csv", page, StringComparison.Ordinal);
        Assert.Contains("Learning curve", page, StringComparison.Ordinal);
    }

    private static void Predict(TemporaryFolder folder, string model)
    {
        string happy = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 5, side: 200));
        string sad = folder.Write("sad.png", DrawnFaces.Png(Emotion.Sad, seed: 6, side: 90));
        string notes = folder.Write("notes.jpg", "not an image"u8);

        Shell text = Shell.Run("predict", happy, sad, "--model", model, "--faces", "whole");
        Assert.Equal((0, ""), (text.Code, text.Error));
        Assert.Equal(2, text.Output.TrimEnd().Split(Environment.NewLine).Length);

        Shell json = Shell.Run("predict", happy, notes, sad, folder.File("none.png"), "--model", model, "--json", "--faces", "whole");
        Assert.Equal((1, ""), (json.Code, json.Error));
        JsonElement[] answers = [.. json.Output.TrimEnd().Split(Environment.NewLine).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([happy, notes, sad, folder.File("none.png")], answers.Select(answer => answer.GetProperty("file").GetString()));
        Assert.Contains("notes.jpg", answers[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(answers[1].TryGetProperty("faces", out _));

        using EmotionPredictor predictor = EmotionPredictor.Load(model, new EmotionPredictorOptions { Faces = FaceSearch.None });
        JsonElement face = answers[2].GetProperty("faces")[0];
        EmotionPrediction expected = predictor.Predict(sad);
        Assert.Equal(JsonValueKind.Null, face.GetProperty("box").ValueKind);
        Assert.Equal(expected.Emotion.Name(), face.GetProperty("emotion").GetString());
        Assert.Equal(expected.Confidence, face.GetProperty("confidence").GetSingle(), 1e-6f);
        Assert.Equal(EmotionExtensions.Names, face.GetProperty("probabilities").EnumerateObject().Select(one => one.Name));
    }

    private static void RequireImage(string path)
    {
        using SKBitmap image = SKBitmap.Decode(path);
        Assert.True(image.Width > 500 && image.Height > 200);
    }
}
