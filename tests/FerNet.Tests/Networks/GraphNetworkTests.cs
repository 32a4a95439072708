using FerNet.Imaging;
using FerNet.Models;
using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Networks;

/// <summary>Finished graphs computed by torch, against ONNX Runtime.</summary>
public class GraphNetworkTests
{
    /// <summary>A tenth of the limits of a model that is loaded: every network that FerNet names keeps to it.</summary>
    private static readonly GraphLimits Limits = new(new LoadLimits().MaxMultiplyAdds / 10, new LoadLimits().MaxValues / 10);

    public static TheoryData<string> Names => [.. Network.Names, "everything"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_graph_answers_as_in_ONNX_Runtime(string name)
    {
        NativeTorch.Require();
        Network network = name == "everything" ? SmallNetworks.Everything : Network.FromName(name);
        using TrainableNetwork trained = new(network, learnsVotes: false, isHalf: false, seed: 5, torch.CPU);
        trained.Disturb();
        byte[] graph = OnnxExport.Write(network, trained.Weights.ToArrays(), new Normalization(120, 60), temperature: 1.3f,
            halfWeights: true, new Dictionary<string, string>());
        byte[] levels = new byte[3 * FacePatch.PixelCount];
        CounterRandom random = new(6);
        for (int i = 0; i < levels.Length; i++) levels[i] = (byte)random.NextInt(256);
        using Scorer scorer = new(graph, name, Limits, new SessionSettings(Threads: 1));
        float[] expected = scorer.Run(levels);

        using DisposeScope scope = torch.NewDisposeScope();
        using GraphNetwork computed = new(graph, torch.CPU, isHalf: false);
        float[] actual = WeightStore.Values(computed.Scores(torch.tensor(Array.ConvertAll(levels, level => (float)level), [3, 1, 48, 48])));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);
        Assert.Equal(network.TakesAnySize, GraphNetwork.TakesAnySize(graph));
    }

    [Fact]
    public void Teachers_answer_in_the_mean_with_their_own_gray_levels()
    {
        NativeTorch.Require();
        using EmotionModel teacher = SmallModel.Load();
        FerDataset faces = SmallModel.Faces.PublicTest;
        Normalization training = new(100, 40);
        float[] pixels = [.. Enumerable.Range(0, 4 * FacePatch.PixelCount)
            .Select(i => (faces.Pixels(i / FacePatch.PixelCount)[i % FacePatch.PixelCount] - training.Mean) / training.StandardDeviation)];
        using DisposeScope scope = torch.NewDisposeScope();
        using TeacherNetworks teachers = new([teacher, teacher], training, torch.CPU, isHalf: false);
        torch.Tensor crops = torch.tensor(pixels, [4, 1, 48, 48]);
        float[] expected = teacher.Score(faces.Select([0, 1, 2, 3])), actual = WeightStore.Values(teachers.Probabilities(crops));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);

        // A face of weight 2 keeps its weight.
        float[] targets = new float[28];
        targets[3] = 2;
        float[] blended =
            WeightStore.Values(TeacherNetworks.Blend(torch.tensor(targets, [4, 7]), teachers.Probabilities(crops), 0.25));
        Assert.Equal((0.75f * 2) + (0.25f * 2 * expected[3]), blended[3], 1e-4f);
        Assert.Equal(2, blended[..7].Sum(), 1e-4f);
        Assert.All(blended[7..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_teacher_of_whole_faces_is_refused_for_smaller_crops()
    {
        EmotionTrainerOptions whole = new() { Network = SmallNetworks.Plain, Recipe = new TrainingRecipe { BatchSize = 20, Epochs = 1 } };
        using EmotionModel teacher = new EmotionTrainer(whole).Train(SmallModel.Faces);
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            Recipe = new TrainingRecipe { Epochs = 1, TeachersSeeCrops = true, Crops = [new CropPhase { From = 0, Size = 40 }] },
            Teachers = [teacher],
        };
        Assert.Contains("'plain' reads 48 x 48 only",
            Assert.Throws<ArgumentException>(() => new EmotionTrainer(options).Train(SmallModel.Faces)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_and_recipes_have_names()
    {
        Assert.All(Network.Names, name => Assert.NotNull(Network.FromName(name)));
        Assert.All(TrainingRecipe.Names, name => Assert.Equal(name, TrainingRecipe.FromName(name).Name));
        Assert.Contains("teacher-a", Assert.Throws<ArgumentException>(() => Network.FromName("nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("student", Assert.Throws<ArgumentException>(() => TrainingRecipe.FromName("nobody")).Message,
            StringComparison.Ordinal);
        Network fast = Network.FromName("fast-branches");
        Assert.True(fast.ParameterCount <= 500_000
            && fast.MultiplyAdds <= 12_000_000, $"{fast.ParameterCount:N0} parameters, {fast.MultiplyAdds:N0} multiply-adds");
    }
}
