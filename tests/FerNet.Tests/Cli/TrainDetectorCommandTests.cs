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
