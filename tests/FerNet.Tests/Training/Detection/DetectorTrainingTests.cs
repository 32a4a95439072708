using FerNet.Data.Detection;
using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Training.Native;
using SkiaSharp;
using TorchSharp;

namespace FerNet.Tests.Training.Detection;

/// <summary>The whole path of the detector on drawn faces: train, validate, stop and resume, save, load, find.</summary>
public sealed class DetectorTrainingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FaceDetectionDataset photographs;
    private readonly string[] grounds;

    public DetectorTrainingTests()
    {
        photographs = DrawnPhotographs.Write(folder, 60, seed: 1000);
        grounds = DrawnPhotographs.WriteGrounds(folder, 8, seed: 1);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A detector that has learned nothing shows that the faces are not found by chance.</summary>
    [Fact]
    public void A_detector_trained_on_drawn_faces_finds_faces_that_it_never_saw()
    {
        List<FaceDetectorMetrics> curve = [];
        FaceDetectorTrainerOptions options = new()
        {
            Steps = 640,
            BatchSize = 16,
            InputSize = 96,
            LearningRate = 0.006,
            ValidationInterval = 320,
            MetricsCallback = curve.Add,
        };
        Assert.InRange(Found(options with { Steps = 1, BatchSize = 4, MetricsCallback = null }), 0, 1);
        int found = Found(options);
        Assert.True(found is >= 7 and <= 10, $"{found} of 10 faces are found. {string.Join(" | ", curve)}");
        Assert.Equal([320, 640], curve.Select(metrics => metrics.Step));
        Assert.True(curve[1].Loss < curve[0].Loss);
    }

    /// <summary>How many of ten faces are found after a training, a save and a load.</summary>
    private int Found(FaceDetectorTrainerOptions options)
    {
        using FaceDetector detector = new FaceDetectorTrainer(options).Train(photographs, grounds);
        detector.Save(folder.File("faces.onnx"));
        using FaceDetector loaded = FaceDetector.Load(folder.File("faces.onnx"));
        Assert.Contains($"{options.Steps} steps", loaded.Card.Recipe, StringComparison.Ordinal);
        int found = 0;
        for (int i = 0; i < 10; i++)
        {
            using SKBitmap bitmap = DrawnPhotographs.Ground(5000 + i, 256, 192);
            FaceBox square = new(20 + (10 * i), 30 + (4 * i), 60 + (5 * i), 60 + (5 * i));
            (FaceBox box, _) = DrawnPhotographs.Draw(bitmap, (Emotion)(i % 7), 7000 + i, square);
            byte[] levels = RgbImage.FromRgba(256, 192, bitmap.GetPixelSpan()).Pixels;
            if (DetectorRuns.Find(loaded.Graph, levels, 192, 256).Take(2).Any(face => face.Box.Overlap(box) > 0.5f)) found++;
        }
        return found;
    }

    [Fact]
    public void Training_twice_or_resumed_gives_the_same_detector()
    {
        FaceDetectorTrainerOptions options =
            new() { Steps = 4, BatchSize = 4, InputSize = 64, ValidationInterval = 2, Precision = TrainingPrecision.Float32 };
        byte[] once = Weights(options), twice = Weights(options);
        Assert.Equal(once, twice);

        string checkpoints = folder.File("checkpoints");
        using CancellationTokenSource stop = new();
        FaceDetectorTrainerOptions kept = options with
        {
            CheckpointDirectory = checkpoints,
            CheckpointInterval = TimeSpan.Zero,
            ProgressCallback = progress =>
            {
                if (progress.Step == 3) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new FaceDetectorTrainer(kept).Train(photographs, grounds, stop.Token));
        Assert.Contains("Resume",
            Assert.Throws<InvalidOperationException>(() => new FaceDetectorTrainer(kept).Train(photographs, grounds)).Message,
            StringComparison.Ordinal);
        Assert.Contains("Seed: 1",
            Assert.Throws<InvalidDataException>(() => new FaceDetectorTrainer(kept with { Resume = true, Seed = 2 })
            .Train(photographs, grounds)).Message, StringComparison.Ordinal);
        Assert.Equal(once, Weights(options with { CheckpointDirectory = checkpoints, Resume = true }));
    }

    /// <summary>The progress of a step is reported before its validation, which then stops at its first batch.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_training_stopped_in_a_validation_validates_when_it_goes_on(int stopped)
    {
        List<FaceDetectorMetrics> expected = [], actual = [];
        FaceDetectorTrainerOptions options =
            new() { Steps = 4, BatchSize = 4, InputSize = 64, ValidationInterval = 2, Precision = TrainingPrecision.Float32 };
        byte[] whole = Weights(options with { MetricsCallback = expected.Add });
        using CancellationTokenSource stop = new();
        FaceDetectorTrainerOptions parts = options with
        {
            CheckpointDirectory = folder.File("checkpoints"),
            Resume = true,
            MetricsCallback = actual.Add,
            ProgressCallback = progress =>
            {
                if (progress.Step == stopped) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new FaceDetectorTrainer(parts).Train(photographs, grounds, stop.Token));
        Assert.Equal(stopped == 2 ? [] : [2], actual.Select(metrics => metrics.Step));
        Assert.Equal(whole, Weights(parts with { ProgressCallback = null }));
        Assert.Equal(expected.Select(metrics => (metrics.Step, metrics.Loss, metrics.ValidationRecall)),
            actual.Select(metrics => (metrics.Step, metrics.Loss, metrics.ValidationRecall)));
        Assert.Equal(whole, Weights(parts with { ProgressCallback = null }));
        Assert.Equal([2, 4], actual.Select(metrics => metrics.Step));
    }

    [Fact]
    public void A_canceled_run_makes_no_inputs_to_measure_statistics_on()
    {
        NativeTorch.Require();
        using CancellationTokenSource stop = new();
        FaceDetectorTrainerOptions options = new() { Steps = 4, BatchSize = 4, InputSize = 64 };
        DetectorTrainingData data = DetectorTrainingData.Load(photographs, grounds, default);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new DetectorTrainingRun(options, photographs.Digest, data, stop.Token));
    }

    /// <summary>With means of gradients near the largest number the next step's loss is finite, and the weights after it are not.</summary>
    [Fact]
    public void A_weight_that_is_no_number_never_replaces_a_good_checkpoint()
    {
        string checkpoints = folder.File("checkpoints"), path = Path.Combine(checkpoints, DetectorCheckpoint.FileName);
        using CancellationTokenSource stop = new();
        List<FaceDetectorMetrics> curve = [];
        FaceDetectorTrainerOptions options = new()
        {
            Steps = 2,
            BatchSize = 2,
            InputSize = 64,
            ValidationInterval = 2,
            CheckpointDirectory = checkpoints,
            Resume = true,
            MetricsCallback = curve.Add,
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new FaceDetectorTrainer(options with { ProgressCallback = _ => stop.Cancel() }).Train(photographs, grounds, stop.Token));
        (Dictionary<string, WeightArray> tensors, string text) = TensorFile.Read(path);
        WeightArray mean = tensors["optimizer.mean"];
        TensorFile.Write(path,
            new Dictionary<string, WeightArray>(tensors) { ["optimizer.mean"] = new([.. mean.Values.Select(_ => 3e38f)], mean.Shape) },
            text);
        byte[] before = File.ReadAllBytes(path);
        TrainingDivergedException error =
            Assert.Throws<TrainingDivergedException>(() => new FaceDetectorTrainer(options).Train(photographs, grounds));
        Assert.Contains("The tensor weights became infinite or NaN by step 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Empty(curve);
    }

    [Fact]
    public void A_time_limit_ends_a_training_in_good_order()
    {
        List<FaceDetectorMetrics> curve = [];
        FaceDetectorTrainerOptions options = new()
        {
            Steps = 1_000_000,
            BatchSize = 2,
            InputSize = 64,
            TimeLimit = TimeSpan.FromSeconds(2),
            ValidationInterval = 1_000_000,
            MetricsCallback = curve.Add,
        };
        using FaceDetector detector = new FaceDetectorTrainer(options).Train(photographs, []);
        FaceDetectorMetrics last = Assert.Single(curve);
        Assert.InRange(last.Step, 1, 999_999);
        Assert.InRange(last.LearningRate, 0, 1e-9);
    }

    [Fact]
    public void What_cannot_be_trained_on_is_named()
    {
        FaceDetectorTrainer trainer = new(new FaceDetectorTrainerOptions { Steps = 1, BatchSize = 1, InputSize = 64 });
        string text = folder.Write("text.jpg", "no image"u8.ToArray());
        while (DataSplit.IsHeldBack(text, DataSplit.BackgroundsPerValidation))
            text = folder.Write($"{Guid.NewGuid():N}.jpg", "no image"u8.ToArray());
        Assert.Contains(Path.GetFileName(text), Assert.Throws<InvalidDataException>(() => trainer.Train(photographs, [text])).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() =>
            trainer.Train(photographs,
                [folder.File("missing.jpg"), folder.File("missing2.jpg"), folder.File("missing3.jpg"), folder.File("missing4.jpg")]));
        folder.Write("none/faces.csv", "file,x,y,width,height,ignore\n000.png,1,1,9,9,1"u8.ToArray());
        folder.Write("none/photos/000.png", File.ReadAllBytes(folder.File("drawn/photos/000.png")));
        Assert.Contains("marked face",
            Assert.Throws<ArgumentException>(() => trainer.Train(FaceDetectionDataset.Load(folder.File("none")), [])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pooled_statistics_are_those_of_all_values_at_once()
    {
        NativeTorch.Require();
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(5, torch.CPU);
        using Scalar three = 3.0.ToScalar();
        torch.Tensor all =
            torch.randn([3, 4, 2, 2], generator: random).mul(three).add(torch.tensor([0f, 1, 5000, 3]).reshape(1, 4, 1, 1),
                TorchScalars.One);
        FerNet.Networks.Detection.DetectorNetwork network = new(4, 4, 8, [1, 1, 1, 1]);
        using DetectorWeights weights = DetectorWeights.Initialize(network, 1, torch.CPU);
        NormalizationStatistics statistics = new();
        statistics.Add("stem", all.narrow(0, 0, 2));
        statistics.Add("stem", all.narrow(0, 2, 1));
        statistics.Write(weights.Set);
        float[] means = WeightStore.Values(weights["stem.mean"]), variances = WeightStore.Values(weights["stem.variance"]);
        for (int channel = 0; channel < 4; channel++)
        {
            double[] values =
                [.. WeightStore.Values(all).Index().Where(pair => pair.Index / 4 % 4 == channel).Select(pair => (double)pair.Item)];
            double mean = values.Average(), variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
            // Of 5,000 the nearest float32 is all that a weight can hold.
            Assert.Equal((float)mean, means[channel], 1e-6f);
            Assert.Equal(variance, variances[channel], 1e-3);
        }
    }

    [Fact]
    public void Recall_counts_faces_found_before_one_false_face_in_ten_photographs()
    {
        ValidationCounts tally = new(photos: 10);
        FerNet.Data.Detection.AnnotatedFace face = new(new FaceBox(10, 10, 30, 30), false),
            other = new(new FaceBox(100, 10, 30, 30), false), zone = new(new FaceBox(50, 50, 30, 30), true);
        tally.Add([face, zone], [Found(10, 10, 30, 0.9f), Found(52, 52, 25, 0.8f)]);
        tally.Add([other], [Found(10, 10, 30, 0.7f), Found(101, 12, 28, 0.6f)]);
        // One false face is allowed; the second ends the count.
        tally.Add([face], [Found(200, 10, 30, 0.5f), Found(10, 10, 30, 0.4f)]);
        Assert.Equal(2 / 3.0, tally.Result().Recall, 1e-9);
    }

    private static FoundFace Found(float x, float y, float side, float score) => new(new FaceBox(x, y, side, side), score, new float[10]);

    /// <summary>The graph of a trained detector without its card, which holds the time of day.</summary>
    private byte[] Weights(FaceDetectorTrainerOptions options)
    {
        using FaceDetector detector = new FaceDetectorTrainer(options).Train(photographs, grounds);
        FerNet.Networks.Onnx.Format.ModelProto model = FerNet.Networks.Onnx.Format.ModelProto.Parser.ParseFrom(detector.Graph);
        model.MetadataProps.Clear();
        return Google.Protobuf.MessageExtensions.ToByteArray(model);
    }
}
