using FerNet.Cli;
using FerNet.Tests.Support;
using FerNet.Training.Native;

namespace FerNet.Tests.Cli;

public sealed class TrainDetectorCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainDetectorCommandTests() => NativeTorch.Require();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stopped_training_goes_on_to_the_same_detector_and_keeps_its_learning_curve()
    {
        DrawnPhotographs.Write(folder, 24, seed: 2);
        Run(Arguments("whole"));

        using CancellationTokenSource stop = new();
        using StoppingWriter error = new("step      8/20", stop);
        Assert.NotEqual(0, Shell.Run(Arguments("parts"), error, stop.Token).Code);
        Assert.False(File.Exists(folder.File("parts.onnx")));
        string[] before = Steps("parts");
        Assert.Equal(8, before.Length);

        Run([.. Arguments("parts"), "--resume"]);
        Assert.Equal(File.ReadAllBytes(folder.File("whole.onnx")), File.ReadAllBytes(folder.File("parts.onnx")));
        Assert.Equal(20, Steps("whole").Length);
        Assert.Equal(Steps("whole"), Steps("parts"));
    }

    [Fact]
    public void Hard_negatives_need_a_detector_that_makes_them()
    {
        Shell shell = Shell.Run([.. Arguments("none"), "--hard-negatives", "0.1"]);
        Assert.Equal(ExitCode.WrongUsage, shell.Code);
        Assert.Contains("--hard-negatives needs --start", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_training_with_checkpoints_can_be_continued()
    {
        DrawnPhotographs.Write(folder, 2, seed: 1);
        string[] arguments = ["train-detector", "--photos", folder.File("drawn"), "--output", folder.File("faces.onnx"), "--steps", "1",
            "--batch-size", "2", "--input-size", "64"];
        Shell refused = Shell.Run([.. arguments, "--resume"]);
        Assert.Equal(ExitCode.WrongUsage, refused.Code);
        Assert.Contains("--resume needs --checkpoints, the folder of the checkpoint.", refused.Error, StringComparison.Ordinal);
        Shell without = Shell.Run(arguments);
        Assert.True(without.Code == 0, without.Error);
        Assert.Contains("Ctrl-C stops the training; without --checkpoints it cannot be continued.", without.Error,
            StringComparison.Ordinal);
        Shell kept = Shell.Run([.. arguments, "--checkpoints", folder.File("checkpoints")]);
        Assert.True(kept.Code == 0, kept.Error);
        Assert.Contains("Ctrl-C stops the training; continue it with --resume.", kept.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("32")]
    [InlineData("100")]
    [InlineData("1056")]
    [InlineData("large")]
    public void A_view_whose_size_the_network_cannot_read_is_wrong_usage(string size)
    {
        Shell shell = Shell.Run("train-detector", "--photos", "none", "--output", folder.File("faces.onnx"), "--input-size", size);
        Assert.Equal(ExitCode.WrongUsage, shell.Code);
        Assert.Contains($"--input-size is {size}; it must be a multiple of 32 from 64 to 1024.", shell.Error, StringComparison.Ordinal);
    }

    /// <summary>With the time of a reproducible build, so that equal detectors are equal files.</summary>
    private static void Run(string[] arguments)
    {
        (int code, _, string error) = ChildProcess.RunFernet(new Dictionary<string, string> { [SourceDate.Variable] = "1" }, arguments);
        Assert.True(code == 0, error);
    }

    private string[] Arguments(string name) =>
    [
        "train-detector", "--photos", folder.File("drawn"), "--output", folder.File($"{name}.onnx"), "--steps", "20", "--batch-size", "2",
        "--input-size", "64", "--checkpoints", folder.File($"{name}-checkpoints"),
    ];

    /// <summary>What the learning curve has of each validation, without its time.</summary>
    private string[] Steps(string name) =>
        [.. File.ReadLines(folder.File($"{name}.curve.csv")).Skip(1).Select(line => string.Join(',', line.Split(',').SkipLast(2)))];
}
