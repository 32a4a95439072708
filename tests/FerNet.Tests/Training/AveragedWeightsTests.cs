using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training;

/// <summary>The running statistics that averaged weights get, against sums over all faces in double precision.</summary>
public class AveragedWeightsTests
{
    private static readonly Network Flat = new(
        "normalized features",
        new Conv2D(6) { Stride = 2 },
        new BatchNormalization(),
        new ReLU(),
        new GlobalAveragePooling(),
        new Dense(12),
        new BatchNormalization(),
        new Dense(7));

    public AveragedWeightsTests() => NativeTorch.Require();

    [Theory]
    [InlineData(8, 8)]
    [InlineData(7, 1)]
    [InlineData(5, 3)]
    [InlineData(2, 2)]
    public void Remeasured_statistics_are_pooled_over_all_values_however_they_are_split(params int[] batches)
    {
        const int Seed = 5;
        using DisposeScope scope = torch.NewDisposeScope();
        using TrainableNetwork network = new(SmallNetworks.Plain, learnsVotes: false, isHalf: false, Seed, torch.CPU);
        using AveragedWeights average = new(network.Weights, 0.9);
        float[] faces = Numbers(batches.Sum() * FacePatch.PixelCount);
        network.MeasureStatistics(average.Average, Split(faces, batches));

        // What enters the first normalization is the convolution's output, whatever the batches are.
        ForwardPass pass = new(network.Weights, isTraining: false, isHalf: false);
        float[] entering =
            WeightStore.Values(network.Network.Layers[0].Forward(
                pass, "0", pass.PrepareInput(torch.tensor(faces, [batches.Sum(), 1, 48, 48]))));
        int channels = 8, map = 24 * 24;
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values =
                [.. Enumerable.Range(0, entering.Length).Where(i => i / map % channels == channel).Select(i => (double)entering[i])];
            double mean = values.Average(), variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
            Assert.Equal(mean, average.Average["1.mean"][channel].item<float>(), 1e-5);
            Assert.Equal(variance, average.Average["1.variance"][channel].item<float>(), 1e-5 * variance);
        }
    }

    [Fact]
    public void Moments_are_right_far_from_zero_and_for_flat_features()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        ChannelMoments moments = new();
        moments.Add(torch.tensor([4096f, 1, 4097, 3], [2, 2]));
        moments.Add(torch.tensor([4098.5f, 8], [1, 2]));
        Assert.Equal(3, moments.Count);
        Assert.Equal(4097.1666666667, moments.Mean[0], 1e-4);
        Assert.Equal(4, moments.Mean[1], 1e-6);
        double[] unbiased = moments.UnbiasedVariance, plain = moments.Variance;
        Assert.Equal(1.5833333333, unbiased[0], 1e-3);
        Assert.Equal(13, unbiased[1], 1e-6);
        Assert.Equal(2 * unbiased[0] / 3, plain[0], 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(257)]
    [InlineData(2048)]
    public void The_sample_is_split_into_batches_of_equal_size(int count)
    {
        Range[] ranges = [.. StatisticsSample.Ranges(count)];
        int[] sizes = [.. ranges.Select(range => range.GetOffsetAndLength(count).Length)];
        Assert.Equal(Enumerable.Range(0, count), ranges.SelectMany(range => Enumerable.Range(0, count).Take(range)));
        Assert.InRange(sizes.Max(), Math.Min(count, 2), 128);
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void The_sample_mixes_faces_that_are_sorted_by_emotion()
    {
        byte[] pixels = new byte[700 * FacePatch.PixelCount];
        for (int face = 0; face < 700; face++) pixels.AsSpan(face * FacePatch.PixelCount, FacePatch.PixelCount).Fill((byte)(face / 100));
        FerDataset sorted = FerDataset.FromFaces(pixels, [.. Enumerable.Range(0, 700).Select(face => (Emotion)(face / 100))]);
        List<int> seen = [];
        foreach (torch.Tensor batch in StatisticsSample.Batches(sorted, new Normalization(0, 1), seed: 4, torch.CPU))
        {
            int[] labels = [.. WeightStore.Values(batch).Chunk(FacePatch.PixelCount).Select(face => (int)face[0])];
            Assert.Equal(7, labels.Distinct().Count());
            seen.AddRange(labels);
        }
        Assert.All(seen.GroupBy(label => label), group => Assert.Equal(100, group.Count()));
    }

    [Fact]
    public void A_model_of_129_faces_is_made_of_finite_numbers()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 19, seed: 3).Take(129);
        EmotionTrainerOptions options = new()
        {
            Network = Flat,
            Recipe = new TrainingRecipe { LearningRate = 0.01, BatchSize = 64, Epochs = 1, AveragingDecay = 0.9 },
            ValidationSetFraction = 0,
            Precision = TrainingPrecision.Float32,
        };
        using TrainingRun run = new(TrainingPlan.Make(options, faces));
        Assert.All(run.Run(default).Weights, entry =>
            Assert.All(entry.Value.Values, value => Assert.True(float.IsFinite(value), entry.Key)));
    }

    [Fact]
    public void Without_validation_a_step_to_infinity_is_refused_and_the_checkpoint_before_it_stays()
    {
        using TemporaryFolder folder = new();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            Recipe = new TrainingRecipe
            {
                Optimizer = TrainingOptimizer.NesterovMomentum,
                LearningRate = 10,
                WeightDecay = 1,
                BatchSize = 256,
                Epochs = 80,
            },
            ValidationSetFraction = 0,
            Precision = TrainingPrecision.Float32,
            CheckpointDirectory = folder.Path,
        };
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() =>
        {
            using TrainingRun run = new(TrainingPlan.Make(options, Patterns.Dataset(perLabel: 3, seed: 3)));
            run.Run(default);
        });
        Assert.InRange(error.Epoch, 2, 80);
        Assert.Contains($"{Checkpoint.FileName} was written before that, with the same learning rate; delete it, or name another folder",
            error.Message);
        (Dictionary<string, WeightArray> kept, _) = TensorFile.Read(folder.File(Checkpoint.FileName));
        Assert.All(kept, tensor => Assert.All(tensor.Value.Values, value => Assert.True(float.IsFinite(value), tensor.Key)));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_not_exported()
    {
        using TrainableNetwork network = new(SmallNetworks.Plain, learnsVotes: false, isHalf: false, seed: 1, torch.CPU);
        Dictionary<string, WeightArray> weights = network.Weights.ToArrays();
        weights["6.bias"].Values[2] = float.NaN;
        byte[] Export(float temperature) =>
            OnnxExport.Write(SmallNetworks.Plain, weights, new Normalization(128, 64), temperature, halfWeights: true,
                new Dictionary<string, string>());
        Assert.Contains("6.bias cannot be exported: number 2 of 7 is NaN",
            Assert.Throws<InvalidOperationException>(() => Export(1)).Message);
        weights["6.bias"].Values[2] = 0;
        Assert.Contains("temperature cannot be exported",
            Assert.Throws<InvalidOperationException>(() => Export(float.PositiveInfinity)).Message);
        Assert.NotEmpty(Export(1));
    }

    private static IEnumerable<torch.Tensor> Split(float[] faces, int[] batches)
    {
        int first = 0;
        foreach (int count in batches)
        {
            yield return torch.tensor(faces.AsSpan(first * FacePatch.PixelCount, count * FacePatch.PixelCount).ToArray(),
                [count, 1, 48, 48]);
            first += count;
        }
    }

    private static float[] Numbers(int count)
    {
        CounterRandom random = new(17);
        float[] numbers = new float[count];
        // Batches that differ in mean, so that the variance between them matters.
        for (int i = 0; i < count; i++) numbers[i] = (float)(random.NextNormal() + (2.0 * i / count));
        return numbers;
    }
}
