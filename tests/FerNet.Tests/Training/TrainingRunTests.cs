using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;

namespace FerNet.Tests.Training;

public class TrainingRunTests
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 12, seed: 1, testPerLabel: 4);

    private static readonly TrainingRecipe Recipe = new()
    {
        Optimizer = TrainingOptimizer.NesterovMomentum,
        LearningRate = 0.05,
        Schedule = LearningRateSchedule.WarmUpThenCosine(0.1),
        BatchSize = 16,
        Epochs = 4,
        WeightDecay = 1e-3,
        LabelSmoothing = 0.1,
        AveragingDecay = 0.9,
        CalibrationFraction = 0.1,
        Crops = [new CropPhase { From = 0, Size = 40 }, new CropPhase { From = 0.5, Size = 48 }],
        Augmentation = new Augmentation { Shift = 0.05, MirrorChance = 0.5, ErasingChance = 0.5, MixupAlpha = 0.2 },
    };

    private static readonly EmotionTrainerOptions Options =
        new() { Network = SmallNetworks.Residual, Recipe = Recipe, Precision = TrainingPrecision.Float32 };

    public TrainingRunTests() => NativeTorch.Require();

    [Theory]
    [InlineData(TrainingPrecision.Float32)]
    [InlineData(TrainingPrecision.BFloat16)]
    public void A_network_learns_patterns(TrainingPrecision precision)
    {
        List<EpochMetrics> epochs = [];
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { LearningRate = 0.01, BatchSize = 16, Epochs = 8 },
            Precision = precision,
            MetricsCallback = epochs.Add,
        };
        Train(options);
        Assert.Equal(8, epochs.Count);
        Assert.True(epochs[^1].Loss < epochs[0].Loss);
        Assert.True(epochs.Max(epoch => epoch.ValidationAccuracy) > 0.8, string.Join(Environment.NewLine, epochs));
    }

    [Fact]
    public void Training_twice_gives_the_same_weights_and_another_seed_gives_others()
    {
        AssertEqual(Train(Options), Train(Options));
        Assert.NotEqual(Train(Options).Weights["0.kernel"].Values, Train(Options with { Seed = 2 }).Weights["0.kernel"].Values);
    }

    [Theory]
    [InlineData(1, TrainingOptimizer.NesterovMomentum)]
    [InlineData(7, TrainingOptimizer.Adam)]
    [InlineData(10, TrainingOptimizer.NesterovMomentum)]
    [InlineData(15, TrainingOptimizer.Adam)]
    public void A_training_canceled_anywhere_and_resumed_gives_the_same_numbers(int canceledAfter, TrainingOptimizer optimizer)
    {
        using TemporaryFolder folder = new();
        EmotionTrainerOptions whole = Options with { Recipe = Recipe with { Optimizer = optimizer } };
        List<EpochMetrics> expected = [], actual = [];
        TrainedNetwork uninterrupted = Train(whole with { MetricsCallback = expected.Add });

        int steps = 0;
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions parts = whole with
        {
            CheckpointDirectory = folder.File("checkpoints"),
            Resume = true,
            MetricsCallback = actual.Add,
            ProgressCallback = _ =>
            {
                if (++steps == canceledAfter) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Train(parts, cancellationToken: stop.Token));
        TrainedNetwork resumed = Train(parts);

        AssertEqual(uninterrupted, resumed);
        Assert.Equal(expected.Select(e => (e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss)),
            actual.Select(e => (e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss)));
        AssertEqual(uninterrupted, Train(parts));
    }

    [Fact]
    public void A_training_canceled_before_a_validation_ends_there_and_validates_when_it_goes_on()
    {
        using TemporaryFolder folder = new();
        List<EpochMetrics> expected = [], actual = [];
        EmotionTrainerOptions whole = Options with { Epochs = 2 };
        TrainedNetwork uninterrupted = Train(whole with { MetricsCallback = expected.Add });
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions parts = whole with
        {
            CheckpointDirectory = folder.File("checkpoints"),
            Resume = true,
            MetricsCallback = actual.Add,
            ProgressCallback = progress =>
            {
                if (progress.Epoch == 1 && progress.Step == progress.Steps) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Train(parts, cancellationToken: stop.Token));
        Assert.Empty(actual);
        AssertEqual(uninterrupted, Train(parts));
        Assert.Equal(expected.Select(e => (e.Epoch, e.Loss, e.ValidationLoss)), actual.Select(e => (e.Epoch, e.Loss, e.ValidationLoss)));
    }

    /// <summary>
    /// The last checkpoint, which says that the training is finished, is written although the callback before it cancels: what is left is
    /// the temperature and the card.
    /// </summary>
    [Fact]
    public void A_training_canceled_after_its_last_epoch_stops_and_is_finished_when_it_goes_on()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions options = Options with { Epochs = 1, CheckpointDirectory = folder.Path, Resume = true };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Train(options with { MetricsCallback = _ => stop.Cancel() }, cancellationToken: stop.Token));
        AssertEqual(Train(Options with { Epochs = 1 }),
            Train(options with { MetricsCallback = _ => Assert.Fail("The epoch is learned again.") }));
    }

    /// <summary>What is on the disk while the callback runs is what a process leaves that is killed then.</summary>
    [Fact]
    public void An_epoch_is_told_before_its_checkpoint_so_that_none_is_left_out_after_a_kill()
    {
        using TemporaryFolder folder = new();
        string killed = Directory.CreateDirectory(folder.File("killed")).FullName;
        List<int> told = [];
        EmotionTrainerOptions options = Options with { Epochs = 2, CheckpointDirectory = folder.File("checkpoints") };
        TrainedNetwork uninterrupted = Train(options with
        {
            MetricsCallback = metrics =>
            {
                if (metrics.Epoch == 1) told.Add(metrics.Epoch);
                else File.Copy(folder.File($"checkpoints/{Checkpoint.FileName}"), Path.Combine(killed, Checkpoint.FileName));
            },
        });
        AssertEqual(uninterrupted,
            Train(options with { CheckpointDirectory = killed, Resume = true, MetricsCallback = metrics => told.Add(metrics.Epoch) }));
        Assert.Equal([1, 2], told);
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused_and_one_in_the_way_is_kept()
    {
        using TemporaryFolder folder = new();
        EmotionTrainerOptions options = Options with { Epochs = 1, CheckpointDirectory = folder.Path };
        Train(options);
        byte[] before = File.ReadAllBytes(folder.File(Checkpoint.FileName));
        Assert.Contains("does not overwrite", Assert.Throws<InvalidOperationException>(() => Train(options)).Message);
        string refusal = Assert.Throws<InvalidDataException>(() => Train(options with { Resume = true, Seed = 9 })).Message;
        Assert.Contains("other settings or data", refusal);
        Assert.Contains("Seed: 1 in the checkpoint, 9 now", refusal);
        Assert.Equal(before, File.ReadAllBytes(folder.File(Checkpoint.FileName)));
    }

    [Fact]
    public void A_loss_that_is_no_number_names_epoch_step_and_rate_and_keeps_the_checkpoint()
    {
        using TemporaryFolder folder = new();
        EmotionTrainerOptions options = Options with
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { Optimizer = TrainingOptimizer.NesterovMomentum, LearningRate = 1e-3, BatchSize = 16, Epochs = 3 },
            CheckpointDirectory = folder.Path,
            Resume = true,
            LearningRateSchedule = LearningRateSchedule.Steps(1.0 / 3, 1),
        };
        List<EpochMetrics> epochs = [];
        using CancellationTokenSource stop = new();
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Train(options with
        {
            LearningRate = 10,
            Network = new Network("wild", new Flatten(), new Dense(64), new Dense(64), new Dense(7)),
            MetricsCallback = epochs.Add,
        }));
        Assert.Contains($"epoch {error.Epoch}, step {error.Step}, at a learning rate of 10", error.Message);
        if (error.Epoch > 1) Assert.Contains(Checkpoint.FileName, error.Message);
    }

    [Fact]
    public void Early_stopping_stops_and_the_best_weights_come_back()
    {
        List<EpochMetrics> epochs = [];
        EmotionTrainerOptions options = Options with
        {
            Recipe = Recipe with { Epochs = 30, AveragingDecay = 0 },
            EarlyStopping = new EarlyStopping { Patience = 2, MinDelta = 1 },
            MetricsCallback = epochs.Add,
        };
        TrainedNetwork trained = Train(options);
        Assert.Equal(3, epochs.Count);

        using TrainableNetwork network = new(options.Network, learnsVotes: false, isHalf: false, seed: 1, TorchSharp.torch.CPU);
        using WeightStore best = WeightStore.From(options.Network.Weights, trained.Weights, TorchSharp.torch.CPU);
        (_, double accuracy) =
            Validation.Judge(Validation.Logits(network, best, Faces.PublicTest, trained.Plan.Normalization), Faces.PublicTest);
        Assert.Equal(epochs.Max(epoch => epoch.ValidationAccuracy!.Value), accuracy, 5e-7);
    }

    [Fact]
    public void Class_weights_pull_answers_towards_the_heavy_class()
    {
        double Share(double weight)
        {
            double[] weights = [1, 1, 1, weight, 1, 1, 1];
            TrainedNetwork trained =
                Train(Options with
                {
                    Recipe = new TrainingRecipe { BatchSize = 16, Epochs = 6, AveragingDecay = 0.1 },
                    ClassWeights = weights,
                });
            using TrainableNetwork network = new(Options.Network, learnsVotes: false, isHalf: false, seed: 1, TorchSharp.torch.CPU);
            using WeightStore store = WeightStore.From(Options.Network.Weights, trained.Weights, TorchSharp.torch.CPU);
            float[] logits = Validation.Logits(network, store, Faces, trained.Plan.Normalization);
            return logits.Chunk(7).Average(row => Math.Exp(Temperature.LogProbability(row, 3, 1)));
        }
        Assert.True(Share(20) > Share(1) + 0.05);
    }

    [Fact]
    public void Standardization_is_measured_on_training_faces_alone()
    {
        TrainingPlan plan = TrainingPlan.Make(Options, Faces);
        double[] levels =
            [.. Enumerable.Range(0, plan.Training.Count).SelectMany(i => plan.Training.Pixels(i).ToArray()).Select(level => (double)level)];
        Assert.Equal(levels.Average(), plan.Normalization.Mean, 5e-4);
        Assert.Equal(Math.Sqrt(levels.Average(level => level * level) - Math.Pow(levels.Average(), 2)),
            plan.Normalization.StandardDeviation, 5e-4);
        Assert.Equal(84, plan.Training.Count + plan.Calibration.Count);
        Assert.Equal(28, plan.Validation.Count);
    }

    [Fact]
    public void What_cannot_be_trained_is_refused_with_the_reason()
    {
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => Train(Options, faces: Faces.PublicTest)).Message);
        Assert.Contains("Flatten", Assert.Throws<ArgumentException>(() => Train(Options with { Network = SmallNetworks.Plain })).Message);
    }

    private static TrainedNetwork Train(EmotionTrainerOptions options, FerDataset? faces = null,
        CancellationToken cancellationToken = default)
    {
        using TrainingRun run = new(TrainingPlan.Make(options, faces ?? Faces, cancellationToken));
        return run.Run(cancellationToken);
    }

    private static void AssertEqual(TrainedNetwork expected, TrainedNetwork actual)
    {
        Assert.Equal(expected.Temperature, actual.Temperature);
        Assert.Equal(expected.State.BestEpoch, actual.State.BestEpoch);
        Assert.All(expected.Weights, entry => Assert.Equal(entry.Value.Values, actual.Weights[entry.Key].Values));
    }
}
