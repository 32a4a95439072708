using FerNet.Tests.Support;

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
        using StoppingWriter error = new("epoch   1/3", stop);
        Shell stopped = Shell.Run([.. arguments, "--output", folder.File("stopped.zip")], error, stop.Token);
        Assert.Equal(130, stopped.Code);
        Assert.Contains("--resume", stopped.Error.TrimEnd().Split(Environment.NewLine)[^1], StringComparison.Ordinal);
        Assert.Contains("Ctrl-C stops the training; continue it with --resume.", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("Stopped after epoch 1 of 3; ", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("is the best model so far, of epoch 1.", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("trained: 1 of 3 epochs (unfinished) in ", stopped.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("stopped.curve.png")));
        using (EmotionModel best = EmotionModel.Load(folder.File("stopped.zip")))
        {
            Assert.True(best.Card.IsUnfinished);
            Assert.Equal(1, Assert.Single(best.History).Epoch);
        }

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
        Assert.False(one.Card.IsUnfinished);
        Assert.Equal(other.History.Select(epoch => epoch.Loss), one.History.Select(epoch => epoch.Loss));
    }

    [Fact]
    public void Without_checkpoints_the_best_model_is_written_and_with_save_best_before_the_end()
    {
        using TemporaryFolder folder = new();
        string output = folder.File("model.zip");
        string[] arguments = ["train", "--data", DrawnFiles.Csv(folder, 10), "--epochs", "2", "--batch-size", "14", "--limit", "14",
            "--output", output, "--checkpoints", "none", "--save-best"];
        using CancellationTokenSource stop = new();
        bool isSavedBefore = false;
        using StoppingWriter error = new("epoch   1/2", stop) { Stopping = () => isSavedBefore = File.Exists(output) };
        Shell stopped = Shell.Run(arguments, error, stop.Token);
        Assert.Equal(130, stopped.Code);
        Assert.True(isSavedBefore);
        Assert.Contains("Ctrl-C stops; no checkpoint is written.", stopped.Error, StringComparison.Ordinal);
        Assert.EndsWith("No checkpoint was written.", stopped.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(stopped.Error.Split('\n'), line => line.StartsWith("Stopped", StringComparison.Ordinal));
        using EmotionModel best = EmotionModel.Load(output);
        Assert.Equal((true, 1, 2), (best.Card.IsUnfinished, best.Card.Epochs, best.Card.PlannedEpochs));
    }
}
