using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Cli;

public class StoppedTrainingTests
{
    [Fact]
    public void A_stopped_training_says_how_to_go_on_and_goes_on_to_the_same_model()
    {
        using TemporaryFolder folder = new();
        string data = DrawnFiles.Csv(folder, 10);
        string[] arguments = ["train", "--data", data, "--epochs", "3", "--batch-size", "14", "--limit", "28", "--precision", "fp32"];

        using CancellationTokenSource stop = new();
        using StopAfterFirstEpoch error = new(stop);
        Shell stopped = Shell.Run([.. arguments, "--output", folder.File("stopped.zip")], error, stop.Token);
        Assert.Equal((130, ""), (stopped.Code, stopped.Output));
        Assert.Contains("--resume", stopped.Error.TrimEnd().Split(Environment.NewLine)[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("stopped.zip")));

        Shell again = Shell.Run([.. arguments, "--output", folder.File("stopped.zip")]);
        Assert.Equal(1, again.Code);
        Assert.Contains("--resume", again.Error, StringComparison.Ordinal);

        Shell resumed = Shell.Run([.. arguments, "--output", folder.File("stopped.zip"), "--resume"]);
        Assert.True(resumed.Code == 0, resumed.Error);
        Assert.Equal(["1", "2", "3"], File.ReadLines(folder.File("stopped.curve.csv")).Skip(1).Select(line => line.Split(',')[0]));
        Assert.False(Directory.Exists(folder.File("stopped.checkpoints")));

        Shell whole = Shell.Run([.. arguments, "--output", folder.File("whole.zip")]);
        Assert.Equal(0, whole.Code);
        FerDataset faces = FerDataset.Load(data);
        using EmotionModel one = EmotionModel.Load(folder.File("stopped.zip")), other = EmotionModel.Load(folder.File("whole.zip"));
        Assert.Equal(other.Score(faces), one.Score(faces));
    }

    private sealed class StopAfterFirstEpoch(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(object? value)
        {
            base.WriteLine(value);
            if (value is EpochMetrics) stop.Cancel();
        }
    }
}
