using System.Text.Json;
using FerNet.Cli;
using FerNet.Cli.Commands;
using FerNet.Data;
using FerNet.Drawing;
using FerNet.Evaluation;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;

namespace FerNet.Tests.Cli;

/// <summary>What the options of fernet train and fernet train-detector become in a training, read from its checkpoint.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_time_limit_is_in_minutes()
    {
        AssertTrains(["--data", DrawnFiles.Csv(folder, 3), "--epochs", "1", "--time-limit", "1.5"]);
        Assert.Equal(90, Identity(Checkpoint.FileName).GetProperty("TimeLimit").GetDouble());
    }

    [Fact]
    public void A_detectors_time_limit_is_in_minutes()
    {
        DrawnPhotographs.Write(folder, 2, seed: 1);
        Shell shell = Shell.Run(
            "train-detector", "--photos", folder.File("drawn"), "--output", folder.File("faces.onnx"), "--steps", "1", "--batch-size", "2",
                "--input-size", "64",
            "--time-limit", "1.5", "--checkpoints", folder.File("checkpoints"));
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Equal("00:01:30", Identity(DetectorCheckpoint.FileName).GetProperty("TimeLimit").GetString());
    }

    [Fact]
    public void What_learns_what_counts_and_when_it_ends_is_said_by_options()
    {
        AssertTrains(["--data", DrawnFiles.Csv(folder, 10), "--epochs", "1", "--split", "70/0/30", "--validation-fraction", "0.2",
            "--class-weights", "1,2,1,1,1,1,1", "--early-stopping", "3", "--network", "fast", "--start", "fast", "--freeze-until", "4",
            "--start-share", "0.5", "--tensorboard", folder.File("curves")]);
        JsonElement identity = Identity(Checkpoint.FileName), recipe = identity.GetProperty("Recipe");
        Assert.Equal([1, 2, 1, 1, 1, 1, 1], identity.GetProperty("ClassWeights").EnumerateArray().Select(weight => weight.GetDouble()));
        Assert.Equal(3, identity.GetProperty("EarlyStopping").GetProperty("Patience").GetInt32());
        Assert.Equal((4, 0.5), (recipe.GetProperty("FreezeUntil").GetInt32(), recipe.GetProperty("StartShare").GetDouble()));
        // 70 faces: 49 to train, of which 9 are held back to validate on.
        Assert.Equal(40, identity.GetProperty("TrainingSet").GetProperty("Count").GetInt32());
        Assert.Equal(9, identity.GetProperty("ValidationSet").GetProperty("Count").GetInt32());
        string events = Assert.Single(Directory.GetFiles(folder.File("curves")));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(events), StringComparison.Ordinal);
        using EmotionModel model = EmotionModel.Load(folder.File("model.zip"));
        Assert.Single(model.History);
    }

    [Fact]
    public void Balanced_class_weights_follow_the_faces_to_learn_from()
    {
        string[] rows = File.ReadAllLines(DrawnFiles.Csv(folder, 10));
        IEnumerable<string> kept =
            rows.Where((row, index) => index == 0 || index % 2 == 0 || !row.StartsWith("3,", StringComparison.Ordinal));
        string data = folder.Write("rare.csv", System.Text.Encoding.ASCII.GetBytes(string.Join('\n', kept)));
        AssertTrains(["--data", data, "--epochs", "1", "--network", "fast", "--class-weights", "balanced"]);
        FerDataset training = FerDataset.Load(data).Training;
        double[] weights =
            [.. Identity(Checkpoint.FileName).GetProperty("ClassWeights").EnumerateArray().Select(weight => weight.GetDouble())];
        foreach (Emotion emotion in EmotionExtensions.All)
            Assert.Equal(training.Count / (7.0 * training.Counts[emotion]), weights[(int)emotion], 12);
        Assert.True(weights[(int)Emotion.Happy] > weights[(int)Emotion.Sad]);
    }

    [Theory]
    [InlineData("--split", "80/20", "--split is 80/20; it must be usage, random, or three shares such as 80/10/10, the first above 0.")]
    [InlineData("--split", "0/50/50", "--split is 0/50/50;")]
    [InlineData("--split", "80/x/10", "--split is 80/x/10;")]
    [InlineData("--split", "80/-10/10", "--split is 80/-10/10;")]
    [InlineData("--class-weights", "1,1,1", "--class-weights is 1,1,1; it must be seven numbers above 0 with commas between, or balanced.")]
    [InlineData("--class-weights", "1,1,1,1,1,1,0", "--class-weights is 1,1,1,1,1,1,0;")]
    [InlineData("--validation-fraction", "0.6", "--validation-fraction is 0.6; it must be a number from 0 to 0.5.")]
    [InlineData("--start-share", "1", "--start-share is 1; it must be a number from 0 to 0.999.")]
    [InlineData("--freeze-until", "-1", "--freeze-until is -1; it must be a whole number from 0 to 2147483647.")]
    [InlineData("--early-stopping", "0", "--early-stopping is 0; it must be a whole number from 1 to 2147483647.")]
    public void Values_out_of_range_are_refused_by_name(string option, string value, string expected)
    {
        Shell shell =
            Shell.Run("train", "--data", "none.csv", "--output", folder.File("none.zip"), "--start", "shipped", option, value);
        Assert.Equal(2, shell.Code);
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_without_checkpoints_cannot_be_resumed()
    {
        Shell shell = Shell.Run(
            "train", "--data", "none.csv", "--output", folder.File("none.zip"), "--resume", "--checkpoints", "none");
        Assert.Equal(2, shell.Code);
        Assert.Contains("--resume needs a checkpoint, but --checkpoints is none", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--start-share", "0.5")]
    [InlineData("--freeze-until", "4")]
    [InlineData("--compare-on", "fer2013.csv")]
    [InlineData("--replay", "fer2013.csv")]
    public void What_is_kept_of_a_start_needs_a_start(string option, string value)
    {
        Shell shell = Shell.Run("train", "--data", "none.csv", "--output", folder.File("none.zip"), option, value);
        Assert.Equal(2, shell.Code);
        Assert.Contains($"{option} needs a model to start from; give --start, too.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_starting_model_and_the_new_one_are_compared_on_the_public_test_of_other_faces()
    {
        string data = DrawnFiles.Csv(folder, 10), others = folder.File("others.npz");
        FerDataset faces = FerDataset.Load(data).Shuffle(seed: 2);
        faces.Save(others);
        string path = folder.File("compared.zip");
        Shell shell = Shell.Run("train", "--data", data, "--output", path, "--network", "fast", "--start", "fast", "--epochs", "1",
            "--compare-on", others);
        Assert.True(shell.Code == 0, shell.Error);
        using EmotionModel before = EmotionModel.LoadFast(), after = EmotionModel.Load(path);
        ModelComparison change = ModelComparison.Compare(before, after, faces.PublicTest);
        string figures = FormattableString.Invariant($"{100 * change.FirstAccuracy:0.0} % and {100 * change.SecondAccuracy:0.0} %");
        string probability = $"({McNemar.Display(change.PValue)})";
        Assert.Contains($"before and after on {others}: accuracy {figures} on {faces.PublicTest.Count} faces {probability}",
            shell.Output.Split(Environment.NewLine));
    }

    [Fact]
    public void Faces_to_compare_on_need_a_public_test_where_they_have_splits()
    {
        string data = DrawnFiles.Csv(folder, 10), others = folder.File("others.npz");
        FerDataset.Load(data).Training.Save(others);
        Shell shell = Shell.Run("train", "--data", data, "--output", folder.File("none.zip"), "--network", "fast", "--start", "fast",
            "--compare-on", others);
        Assert.Equal(1, shell.Code);
        Assert.Contains($"--compare-on {others} has no public-test faces; use a dataset that has some, or one without splits.",
            shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_keeps_a_share_of_the_start_asks_for_one_in_the_words_of_the_command_line()
    {
        Shell shell = Shell.Run("train", "--data", DrawnFiles.Csv(folder, 3), "--output", folder.File("none.zip"), "--network", "fast",
            "--recipe", "fine-tune-replay");
        Assert.Equal(1, shell.Code);
        Assert.Contains("but there is no model to start from. Give --start, or another --recipe.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_the_comparison_and_keeps_what_was_trained()
    {
        string data = DrawnFiles.Csv(folder, 10), path = folder.File("stopped.zip");
        using CancellationTokenSource stop = new();
        using StoppingWriter error = new("epoch   1/1", stop);
        Shell shell = Shell.Run(["train", "--data", data, "--output", path, "--network", "fast", "--start", "shipped", "--epochs", "1",
            "--compare-on", data], error, stop.Token);
        Assert.Equal(130, shell.Code);
        Assert.Contains("the models were not compared", shell.Error, StringComparison.Ordinal);
        Assert.Contains($"fernet evaluate --data {data} --model {path} --compare fast", shell.Error.Split(Environment.NewLine));
        Assert.DoesNotContain("before and after on", shell.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("stopped.curve.png")));
        using EmotionModel model = EmotionModel.Load(path);
        Assert.Equal(1, model.Card.Epochs);
    }

    [Theory]
    [InlineData(null, 112)]
    [InlineData("20", 20)]
    public void Faces_that_the_start_knows_are_learned_once_more(string? count, int expected)
    {
        string data = DrawnFiles.Csv(folder, 10), known = folder.File("known.npz"), path = folder.File("replayed.zip");
        int own = FerDataset.Load(data).Training.Count;
        DrawnFaces.Dataset(30, seed: 5).Save(known);
        Shell shell = Shell.Run(["train", "--data", data, "--output", path, "--network", "fast", "--start", "shipped", "--epochs", "1",
            "--replay", known, .. count is null ? Array.Empty<string>() : ["--replay-faces", count]]);
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains($"{expected} training faces of {known} are learned once more.", shell.Error, StringComparison.Ordinal);
        using EmotionModel model = EmotionModel.Load(path);
        Assert.Contains($"{own + expected} training faces", model.Card.Data, StringComparison.Ordinal);
        Assert.Contains("fine-tune-replay: ", model.Card.Recipe, StringComparison.Ordinal);
        Assert.Contains("share of the start 0.5", model.Card.Recipe, StringComparison.Ordinal);
        using EmotionModel fast = EmotionModel.LoadFast();
        Assert.Equal(fast.Card.Digest, model.Card.ParentDigest);
    }

    [Fact]
    public void A_number_of_known_faces_needs_faces_to_draw_from()
    {
        Shell shell = Shell.Run(
            "train", "--data", "none.csv", "--output", folder.File("none.zip"), "--start", "fast", "--replay-faces", "20");
        Assert.Equal(2, shell.Code);
        Assert.Contains("--replay-faces needs faces to draw from; give --replay, too.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_which_no_layer_learns_is_refused_in_the_words_of_the_command_line()
    {
        Shell shell = Shell.Run("train", "--data", DrawnFiles.Csv(folder, 3), "--output", folder.File("none.zip"), "--start", "shipped",
            "--freeze-until", "1000");
        Assert.Equal(1, shell.Code);
        Assert.Contains("--freeze-until is 1000, so no layer learns", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80/10/10", 56, 7, 7)]
    [InlineData("8/1/1", 56, 7, 7)]
    [InlineData("50/0/50", 35, 0, 35)]
    public void Shares_deal_each_emotion_alike(string word, int training, int validation, int test)
    {
        SplitShares shares = Assert.IsType<SplitShares>(SplitShares.Parse(word));
        FerDataset faces = shares.Deal(Patterns.Dataset(perLabel: 10, seed: 1), seed: 3, limit: null);
        Assert.Equal((training, validation, test), (faces.Training.Count, faces.PublicTest.Count, faces.PrivateTest.Count));
        Assert.All(EmotionExtensions.All, emotion => Assert.Equal(training / 7, faces.Counts[emotion, DatasetSplit.Training]));
        FerDataset limited = shares.Deal(Patterns.Dataset(perLabel: 10, seed: 1), seed: 3, limit: 7);
        Assert.Equal(7, limited.Training.Count);
    }

    [Fact]
    public void Faces_of_one_emotion_are_trained_on_where_that_is_asked_for()
    {
        string[] rows = File.ReadAllLines(DrawnFiles.Csv(folder, 12));
        string data =
            folder.Write("happy.csv",
                System.Text.Encoding.ASCII.GetBytes(
                    string.Join('\n', rows.Where((row, index) => index == 0 || row.StartsWith("3,", StringComparison.Ordinal)))));
        Shell refused = Shell.Run("train", "--data", data, "--output", folder.File("refused.zip"));
        Assert.Equal(1, refused.Code);
        Assert.Contains("give --allow-single-emotion.", refused.Error, StringComparison.Ordinal);
        AssertTrains(["--data", data, "--epochs", "1", "--batch-size", "4", "--allow-single-emotion"]);
    }

    [Fact]
    public void Votes_beside_the_data_are_left_alone_where_that_is_asked_for()
    {
        string data = DrawnFiles.Csv(folder, 3);
        folder.Write("fer2013new.csv", "no votes"u8.ToArray());
        Shell refused = Shell.Run("train", "--data", data, "--output", folder.File("refused.zip"));
        Assert.Equal(1, refused.Code);
        Assert.Contains("Get the file again, or give --no-votes.", refused.Error, StringComparison.Ordinal);
        AssertTrains(["--data", data, "--epochs", "1", "--no-votes"]);
    }

    [Fact]
    public void An_output_file_has_any_name_that_the_system_allows_and_keeps_its_mode()
    {
        string path = folder.File(new string('n', 251) + ".csv");
        OutputFile.Write(path, "one");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        OutputFile.Write(path, "two");
        Assert.Equal("two", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private void AssertTrains(string[] arguments)
    {
        Shell shell =
            Shell.Run(["train", .. arguments, "--precision", "fp32", "--output", folder.File("model.zip"), "--checkpoints",
                folder.File("checkpoints")]);
        Assert.True(shell.Code == 0, shell.Error);
    }

    private JsonElement Identity(string file)
    {
        (_, string state) = TensorFile.Read(Path.Combine(folder.File("checkpoints"), file));
        using JsonDocument outer = JsonDocument.Parse(state),
            identity = JsonDocument.Parse(outer.RootElement.GetProperty("Identity").GetString()!);
        return identity.RootElement.Clone();
    }
}
