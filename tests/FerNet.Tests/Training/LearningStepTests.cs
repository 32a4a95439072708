using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training;

/// <summary>The parts of a step's loss and its ways of moving, each against plain arithmetic.</summary>
public class LearningStepTests
{
    public LearningStepTests() => NativeTorch.Require();

    [Fact]
    public void The_divergence_is_the_mean_of_both_directions()
    {
        float[] first = [1, 0, -1, 2, 0.5f, 0, 0, 0, 3, 0, 0, 0, 0, -2], second = [0, 0, -1, 2.5f, 0.5f, 0, 1, 0, 3, 0, 0, 0, 0, -2];
        double expected = 0;
        foreach (int row in (int[])[0, 7])
        {
            double[] p = Softmax(first[row..(row + 7)]), q = Softmax(second[row..(row + 7)]);
            for (int i = 0; i < 7; i++) expected += ((p[i] * Math.Log(p[i] / q[i])) + (q[i] * Math.Log(q[i] / p[i]))) / 2 / 2;
        }
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal(expected, Loss.Divergence(torch.tensor(first, [2, 7]), torch.tensor(second, [2, 7])).item<float>(), 1e-5);
    }

    [Fact]
    public void Votes_for_the_seven_emotions_replace_their_share_of_the_label()
    {
        float[] target = [1, 0, 0, 0, 0, 0, 0];
        // Three for neutral, one for anger; five for contempt and one for no face do not count.
        VoteTargets.Blend(target, [3, 0, 0, 0, 1, 0, 0, 5, 0, 1], 0.5f, 1);
        Assert.Equal([0.5f + 0.125f, 0, 0, 0, 0, 0, 0.375f], target);

        float[] kept = [0, 2, 0, 0, 0, 0, 0];
        VoteTargets.Blend(kept, [0, 0, 0, 0, 0, 0, 0, 10, 0, 0], 0.5f, 2);
        Assert.Equal([0, 2, 0, 0, 0, 0, 0], kept);
    }

    [Fact]
    public void Two_crops_of_each_face_make_a_batch()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 2, seed: 1);
        TrainingRecipe recipe =
            new() { BatchSize = 14, ConsistencyWeight = 1, ConsistencyShift = 0.1, Augmentation = new Augmentation { MixupAlpha = 0.3 } };
        Batch batch = new BatchMaker(faces, recipe, new Normalization(128, 64), null, 1).Make(0, 0, [.. Enumerable.Range(0, 14)]);
        Assert.Equal((14, 2, 2 * 14 * 48 * 48), (batch.Count, batch.Crops, batch.Pixels.Length));
        int half = batch.Pixels.Length / 2;
        Assert.NotEqual(batch.Pixels[..half], batch.Pixels[half..]);
        Assert.InRange(batch.Pixels[..half].Zip(batch.Pixels[half..], (a, b) => Math.Abs(a - b)).Average(), 0.01, 1);

        TrainingRecipe still = recipe with { ConsistencyShift = 0 };
        Batch equal = new BatchMaker(faces, still, new Normalization(128, 64), null, 1).Make(0, 0, [.. Enumerable.Range(0, 14)]);
        Assert.Equal(equal.Pixels[..half], equal.Pixels[half..]);
    }

    [Fact]
    public void The_ascent_moves_by_its_radius_along_the_gradient_and_comes_back()
    {
        Network network = new("tiny", new Flatten(), new Dense(7));
        using WeightStore weights = WeightStore.Initialize(network.Weights, 3, torch.CPU);
        using SharpnessAscent ascent = new(weights, 0.25);
        float[] before = WeightStore.Values(weights["1.kernel"]), biasBefore = WeightStore.Values(weights["1.bias"]);
        using (torch.NewDisposeScope())
        {
            (weights["1.kernel"] * weights["1.kernel"]).sum().add(weights["1.bias"].sum(), TorchScalars.One).backward();
        }
        double norm = Math.Sqrt(before.Sum(w => 4.0 * w * w) + 7);
        ascent.Ascend();
        float[] moved = WeightStore.Values(weights["1.kernel"]);
        for (int i = 0; i < before.Length; i++) Assert.Equal(before[i] + (0.25 * 2 * before[i] / norm), moved[i], 1e-5);
        Assert.Equal(biasBefore[2] + (0.25 / norm), WeightStore.Values(weights["1.bias"])[2], 1e-5);
        Assert.All(WeightStore.Values(weights["1.kernel"].grad!), value => Assert.Equal(0, value));
        ascent.Restore();
        float[] back = WeightStore.Values(weights["1.kernel"]);
        for (int i = 0; i < before.Length; i++) Assert.Equal(before[i], back[i], 1e-6f);
    }

    [Fact]
    public void Answers_about_crops_that_repeat_are_cached_for_the_crops_that_they_belong_to()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 1, seed: 1);
        TrainingRecipe recipe =
            new() { BatchSize = 4, AugmentationCycle = 2, ConsistencyWeight = 1, Augmentation = new Augmentation { Shift = 0.1 } };
        BatchMaker maker = new(faces, recipe, new Normalization(128, 64), null, 1);
        Batch first = maker.Make(0, 0, [5, 1, 3, 0, 2, 4, 6]), other = maker.Make(1, 0, [5, 1, 3, 0, 2, 4, 6]),
            again = maker.Make(2, 0, [1, 5, 0, 3, 2, 4, 6]), partly = maker.Make(2, 0, [1, 5, 0, 2, 3, 4, 6]);
        int area = FacePatch.PixelCount;
        Assert.Equal(first.Pixels[area..(2 * area)], again.Pixels[..area]);
        Assert.NotEqual(first.Pixels[area..(2 * area)], other.Pixels[area..(2 * area)]);
        // The second crop is drawn anew.
        Assert.NotEqual(first.Pixels[(5 * area)..(6 * area)], again.Pixels[(4 * area)..(5 * area)]);

        using DisposeScope scope = torch.NewDisposeScope();
        using TeacherAnswerCache cache = new(cycle: 2, faces.Count);
        Assert.Null(cache.Find(first, torch.CPU));
        float[] answers = [.. Enumerable.Range(0, 4 * 7).Select(i => (i % 7) + ((i / 7) * 0.1f) + 0.01f)];
        cache.Add(first, torch.tensor(answers, [4, 7]));
        Assert.Equal((float[])[.. answers[7..14], .. answers[..7], .. answers[21..28], .. answers[14..21]],
            WeightStore.Values(cache.Find(again, torch.CPU)!));
        Assert.Null(cache.Find(other, torch.CPU));
        Assert.Null(cache.Find(partly, torch.CPU));
    }

    [Fact]
    public void A_step_with_everything_learns_and_resumes_to_the_same_numbers()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 12, seed: 1, testPerLabel: 4);
        using EmotionModel teacher = SmallModel.Load();
        EmotionTrainerOptions options = new()
        {
            Network = new Network("branches", new ReparameterizedConv2D(8) { Stride = 2 }, new ReLU(), new ReparameterizedConv2D(8),
                new ReLU(), new GlobalAveragePooling(), new Dense(7)),
            Recipe = new TrainingRecipe
            {
                Optimizer = TrainingOptimizer.NesterovMomentum,
                LearningRate = 0.05,
                BatchSize = 21,
                Epochs = 8,
                AveragingDecay = 0.8,
                Crops = [new CropPhase { From = 0, Size = 40 }],
                TeacherWeight = 0.5,
                TeachersSeeCrops = true,
                AugmentationCycle = 3,
                ConsistencyWeight = 1,
                SharpnessRadius = 0.05,
                SharpnessFrom = 0.5,
            },
            Teachers = [teacher, teacher],
            Precision = TrainingPrecision.Float32,
        };
        List<EpochMetrics> whole = [], parts = [];
        using EmotionModel expected = new EmotionTrainer(options with { MetricsCallback = whole.Add }).Train(faces);
        Assert.True(whole[^1].Loss < 0.9 * whole[0].Loss, string.Join(Environment.NewLine, whole));

        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        int steps = 0;
        EmotionTrainerOptions interrupted = options with
        {
            CheckpointDirectory = folder.Path,
            Resume = true,
            ProgressCallback = _ => { if (++steps == 18) stop.Cancel(); },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(interrupted).Train(faces, stop.Token));
        using EmotionModel resumed = new EmotionTrainer(interrupted).Train(faces);
        Assert.Equal(expected.Score(faces), resumed.Score(faces));
    }

    /// <summary>Each step takes a hundredth of a second by the clock of the test, whatever else the machine does.</summary>
    [Fact]
    public void A_time_limit_ends_the_training_with_a_whole_schedule()
    {
        List<EpochMetrics> epochs = [];
        int steps = 0;
        MovedClock clock = new();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe
            {
                BatchSize = 16,
                Epochs = 100_000,
                LearningRate = 0.01,
                Schedule = LearningRateSchedule.WarmUpThenCosine(),
            },
            TimeLimit = TimeSpan.FromSeconds(2),
            MetricsCallback = epochs.Add,
            ProgressCallback = _ =>
            {
                steps++;
                clock.Move(TimeSpan.FromMilliseconds(10));
            },
        };
        TrainingPlan plan = TrainingPlan.Make(options, Patterns.Dataset(perLabel: 12, seed: 1, testPerLabel: 4));
        using TrainingRun run = new(plan, clock, TestContext.Current.CancellationToken);
        run.Run(TestContext.Current.CancellationToken);
        Assert.Equal(200, steps);
        Assert.Equal(2, epochs.Sum(epoch => epoch.Duration.TotalSeconds), 1e-9);
        Assert.InRange(epochs.Max(epoch => epoch.LearningRate), 0.0099, 0.01);
        Assert.True(epochs[^1].LearningRate < 0.002, epochs[^1].ToString());
        Assert.Equal(epochs.Select(epoch => epoch.LearningRate).Skip(4).OrderDescending(),
            epochs.Select(epoch => epoch.LearningRate).Skip(4));
    }

    [Fact]
    public void A_time_limit_ends_a_training_by_the_clock_of_the_system()
    {
        List<EpochMetrics> epochs = [];
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { BatchSize = 16, Epochs = 100_000 },
            TimeLimit = TimeSpan.FromSeconds(2),
            MetricsCallback = epochs.Add,
        };
        using EmotionModel model = new EmotionTrainer(options).Train(Patterns.Dataset(perLabel: 12, seed: 1, testPerLabel: 4));
        Assert.True(epochs.Sum(epoch => epoch.Duration.TotalSeconds) >= 2 && epochs.Count < 10_000, epochs[^1].ToString());
        Assert.Contains("TimeLimit is 00:00:00",
            Assert.Throws<ArgumentOutOfRangeException>(() => options with { TimeLimit = TimeSpan.Zero }).Message, StringComparison.Ordinal);
    }

    /// <summary>A clock that stands still until it is moved.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Move(TimeSpan by) => ticks += by.Ticks;
    }

    private static double[] Softmax(float[] logits)
    {
        double sum = logits.Sum(logit => Math.Exp(logit));
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }
}
