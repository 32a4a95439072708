using System.Text.Json;
using FerNet.Cli;
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
        Assert.Contains("get the file again, or give --no-votes.", refused.Error, StringComparison.Ordinal);
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
