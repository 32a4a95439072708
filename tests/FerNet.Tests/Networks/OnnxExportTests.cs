using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace FerNet.Tests.Networks;

public class OnnxExportTests
{
    private static readonly Normalization Levels = new(127.5f, 61f);

    public static TheoryData<string> Names => ["keras", "default", "fast", "fast-branches", "plain", "residual", "everything"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_graph_answers_as_the_network_does(string name)
    {
        NativeTorch.Require();
        Network network = Find(name);
        using TrainableNetwork trained = new(network, learnsVotes: false, isHalf: false, seed: 5, torch.CPU);
        trained.Disturb();
        float[] levels = Levels255(4, seed: 9);
        float[] expected = Answer(trained, levels);

        byte[] graph = OnnxExport.Write(network, trained.Weights.ToArrays(), Levels, temperature: 1.7f, halfWeights: false,
            new Dictionary<string, string> { ["fact"] = "value" });
        (float[] scores, float[] logits) = Score(graph, levels);

        for (int i = 0; i < expected.Length; i++) Assert.InRange(logits[i], expected[i] - 1e-4f, expected[i] + 1e-4f);
        for (int row = 0; row < 4; row++)
        {
            double[] tempered = [.. logits.Skip(row * 7).Take(7).Select(l => Math.Exp(l / 1.7))];
            for (int i = 0; i < 7; i++) Assert.Equal(tempered[i] / tempered.Sum(), scores[(row * 7) + i], 5e-6f);
        }
    }

    [Fact]
    public void Half_weights_halve_the_file_and_hardly_move_the_scores()
    {
        NativeTorch.Require();
        using TrainableNetwork trained = new(Network.Default, learnsVotes: false, isHalf: false, seed: 5, torch.CPU);
        trained.Disturb();
        float[] levels = Levels255(2, seed: 1);
        byte[] whole =
            OnnxExport.Write(Network.Default, trained.Weights.ToArrays(), Levels, 1, halfWeights: false, new Dictionary<string, string>());
        byte[] half =
            OnnxExport.Write(Network.Default, trained.Weights.ToArrays(), Levels, 1, halfWeights: true, new Dictionary<string, string>());

        Assert.InRange(half.Length, 0, (int)(0.53 * whole.Length));
        (float[] expected, _) = Score(whole, levels);
        (float[] actual, _) = Score(half, levels);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - 0.01f, expected[i] + 0.01f);
    }

    private static Network Find(string name) => name switch
    {
        "keras" => Network.KerasBaseline,
        "default" => Network.Default,
        "fast" or "fast-branches" => Network.FromName(name),
        "plain" => SmallNetworks.Plain,
        "residual" => SmallNetworks.Residual,
        _ => SmallNetworks.Everything,
    };

    private static float[] Answer(TrainableNetwork network, float[] levels)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGrad = torch.no_grad();
        torch.Tensor pixels =
            torch.tensor([.. levels.Select(level => (level - Levels.Mean) / Levels.StandardDeviation)],
                [levels.Length / FacePatch.PixelCount, 1, 48, 48]);
        return WeightStore.Values(network.Answer(network.Weights, pixels));
    }

    private static float[] Levels255(int count, int seed)
    {
        CounterRandom random = new(seed);
        float[] levels = new float[count * FacePatch.PixelCount];
        for (int i = 0; i < levels.Length; i++) levels[i] = random.NextInt(256);
        return levels;
    }

    private static (float[] Scores, float[] Logits) Score(byte[] graph, float[] levels)
    {
        using InferenceSession session = new(graph);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(levels, [levels.Length / FacePatch.PixelCount, 1, 48, 48]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(options, [OnnxExport.Input], [input], [OnnxExport.Scores, OnnxExport.Logits]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }
}
