using FerNet.Models;
using FerNet.Networks.Onnx.Checks;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;

namespace FerNet.Tests.Training;

/// <summary>What was learned is kept when a training is stopped, and the model knows how it was trained.</summary>
public sealed class KeptModelTests : IDisposable
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 12, seed: 1, testPerLabel: 4);

    private readonly TemporaryFolder folder = new();
    private readonly EmotionTrainerOptions options;

    public KeptModelTests()
    {
        NativeTorch.Require();
        options = new EmotionTrainerOptions
        {
            Network = SmallNetworks.Residual,
            Recipe =
                new TrainingRecipe { LearningRate = 0.02, BatchSize = 16, Epochs = 4, AveragingDecay = 0.5, CalibrationFraction = 0.1 },
            Precision = TrainingPrecision.Float32,
        };
    }

    private string Checkpoints => folder.File("checkpoints");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_canceled_training_returns_its_best_model_where_asked_and_goes_on_to_the_same_end()
    {
        EmotionTrainerOptions stopping = options with { CheckpointDirectory = Checkpoints, Resume = true, KeepBestWhenCanceled = true };
        using (EmotionModel best = TrainUntil(2, stopping))
        {
            ModelCard card = best.Card;
            Assert.Equal((true, 2, 4), (card.IsUnfinished, card.Epochs, card.PlannedEpochs));
            Assert.InRange(card.BestEpoch, 1, 2);
            Assert.Contains("trained: 2 of 4 epochs (unfinished) in 0:0", card.ToString(), StringComparison.Ordinal);
            Assert.Equal([1, 2], best.History.Select(epoch => epoch.Epoch));
            Assert.Equal(best.History[card.BestEpoch - 1].ValidationAccuracy, card.ValidationAccuracy);

            using EmotionModel fromCheckpoint = EmotionModel.FromCheckpoint(Checkpoints);
            Assert.Equal(best.Score(Faces), fromCheckpoint.Score(Faces));
            Assert.Equal(best.History, fromCheckpoint.History);
            Assert.Equal((true, 2, card.BestEpoch, card.Temperature), (fromCheckpoint.Card.IsUnfinished, fromCheckpoint.Card.Epochs,
                fromCheckpoint.Card.BestEpoch, fromCheckpoint.Card.Temperature));
        }
        using EmotionModel resumed = new EmotionTrainer(stopping).Train(Faces), whole = new EmotionTrainer(options).Train(Faces),
            finished = EmotionModel.FromCheckpoint(Checkpoints);
        Assert.Equal(whole.Score(Faces), resumed.Score(Faces));
        Assert.Equal(whole.Score(Faces), finished.Score(Faces));
        Assert.Equal((false, 4, 4), (finished.Card.IsUnfinished, finished.Card.Epochs, finished.History.Count));
        Assert.False(whole.Card.IsUnfinished);
    }

    [Fact]
    public void A_canceled_training_throws_unless_asked_and_where_no_epoch_has_ended()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => TrainUntil(1, options));
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions early = options with { KeepBestWhenCanceled = true, ProgressCallback = _ => stop.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(early).Train(Faces, stop.Token));
    }

    [Fact]
    public void A_checkpoint_without_an_epoch_has_no_model_and_not_that_of_an_earlier_training()
    {
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions early = options with { CheckpointDirectory = Checkpoints, ProgressCallback = _ => stop.Cancel() };
        using (EmotionModel other = SmallModel.Load())
        {
            Directory.CreateDirectory(Checkpoints);
            other.ExportOnnx(CheckpointFolder.BestModelPath(Checkpoints));
        }
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(early).Train(Faces, stop.Token));
        Assert.True(File.Exists(Path.Combine(Checkpoints, Checkpoint.FileName)));
        string message = Assert.Throws<FileNotFoundException>(() => EmotionModel.FromCheckpoint(Checkpoints)).Message;
        Assert.Contains("no epoch has ended yet, or the folder is another one", message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => EmotionModel.FromCheckpoint(folder.File("none")));
    }

    [Fact]
    public void Each_better_model_is_written_at_once_and_the_finished_one_at_the_end()
    {
        string path = folder.File("best/model.zip");
        List<(int Epoch, int Best, bool IsUnfinished)> seen = [];
        EmotionTrainerOptions saving = options with
        {
            BestModelPath = path,
            MetricsCallback = metrics =>
            {
                using EmotionModel best = EmotionModel.Load(path);
                seen.Add((metrics.Epoch, best.Card.BestEpoch, best.Card.IsUnfinished));
            },
        };
        using EmotionModel trained = new EmotionTrainer(saving).Train(Faces);
        int[] bests = [.. trained.History.Select(epoch => trained.History.Take(epoch.Epoch).MaxBy(one => one.ValidationAccuracy)!.Epoch)];
        Assert.Equal(bests.Select((best, index) => (index + 1, best, index < 3)), seen);
        using EmotionModel saved = EmotionModel.Load(path);
        Assert.Equal(trained.Score(Faces), saved.Score(Faces));
        Assert.Equal(trained.History, saved.History);
        Assert.Single(Directory.GetFileSystemEntries(folder.File("best")));
    }

    [Fact]
    public void A_best_model_that_cannot_be_written_stops_the_training_before_its_first_step()
    {
        folder.Write("file", "content"u8);
        EmotionTrainerOptions nowhere =
            options with { BestModelPath = folder.File("file/model.zip"), ProgressCallback = _ => Assert.Fail("It has begun.") };
        Assert.Contains("cannot be written", Assert.Throws<IOException>(() => new EmotionTrainer(nowhere).Train(Faces)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_is_in_the_zip_and_in_the_graph_and_older_models_have_none()
    {
        using EmotionModel trained = new EmotionTrainer(options).Train(Faces);
        trained.Save(folder.File("model.zip"));
        trained.ExportOnnx(folder.File("model.onnx"));
        using EmotionModel zip = EmotionModel.Load(folder.File("model.zip")), graph = EmotionModel.Load(folder.File("model.onnx"));
        Assert.Equal(4, trained.History.Count);
        Assert.Equal(trained.History, zip.History);
        Assert.Equal(trained.History, graph.History);
        Assert.All(trained.History, epoch => Assert.True(epoch.ValidationAccuracy > 0));
        Assert.Throws<NotSupportedException>(() => ((IList<EpochMetrics>)trained.History)[0] = trained.History[1]);
        using EmotionModel older = EmotionModel.Load(Golden.GoldenFiles.PathOf(Golden.GoldenFiles.Model));
        Assert.Empty(older.History);
        Assert.False(older.Card.IsUnfinished);
    }

    [Theory]
    [InlineData(2000, 2000, 1)]
    [InlineData(2001, 1001, 1)]
    [InlineData(10_000, 2000, 5)]
    public void A_long_history_is_thinned_so_that_the_card_stays_small(int epochs, int kept, int first)
    {
        EpochMetrics one = new()
        {
            Epoch = 1,
            Epochs = epochs,
            Loss = Math.PI,
            Accuracy = 1 / 3.0,
            ValidationLoss = Math.E,
            ValidationAccuracy = 2 / 3.0,
            LearningRate = 1 / 7.0,
            ImagesPerSecond = 1000 / 7.0,
            Duration = TimeSpan.FromTicks(123_456_789),
            TimeLeft = TimeSpan.FromTicks(987_654_321),
        };
        TrainingState state = new()
        {
            Identity = "",
            Epoch = epochs,
            History = [.. Enumerable.Range(1, epochs).Select(epoch => one with { Epoch = epoch })],
        };
        ModelCard card = ModelWriter.WithProgress(new ModelCard(), state, reproducible: false);
        Assert.Equal((kept, first, epochs), (card.History.Count, card.History[0].Epoch, card.History[^1].Epoch));
        Assert.True(CardJson.Write(card).Length < WireSchema.MaxMetadataBytes);
    }

    private EmotionModel TrainUntil(int epoch, EmotionTrainerOptions stopping)
    {
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions stopped = stopping with
        {
            MetricsCallback = metrics =>
            {
                if (metrics.Epoch == epoch) stop.Cancel();
            },
        };
        return new EmotionTrainer(stopped).Train(Faces, stop.Token);
    }
}
