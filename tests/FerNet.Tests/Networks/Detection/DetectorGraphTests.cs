using FerNet.Networks;
using FerNet.Networks.Detection;
using FerNet.Tests.Support;
using FerNet.Training.Detection;
using FerNet.Training.Native;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace FerNet.Tests.Networks.Detection;

public class DetectorGraphTests
{
    /// <summary>What the issue allows: parameters, and bytes of the file.</summary>
    [Fact]
    public void The_shipped_network_is_small()
    {
        DetectorNetwork network = DetectorNetwork.Default;
        Assert.InRange(network.ParameterCount, 50_000, 100_000);
        Assert.InRange(network.MultiplyAdds(640, 480), 100_000_000, 230_000_000);
        Assert.InRange(DetectorGraph.Write(network, Arrays(network), new Dictionary<string, string>()).Length, 200_000, 390_000);
    }

    [Theory]
    [InlineData(1, 64, 96)]
    [InlineData(3, 160, 32)]
    public void The_exported_graph_answers_as_the_trained_network_does(int count, int height, int width)
    {
        NativeTorch.Require();
        DetectorNetwork network = new(8, 16, 24, [1, 2, 1, 1]);
        using DetectorWeights weights = DetectorWeights.Initialize(network, seed: 4, torch.CPU);
        Disturb(weights);
        byte[] levels = new byte[count * height * width * 3];
        new Random(7).NextBytes(levels);
        float[] expected;
        using (torch.no_grad())
        {
            using DisposeScope scope = torch.NewDisposeScope();
            DetectorForward forward = new(network, new DetectorArithmetic(IsHalf: false, IsChannelsLast: true));
            expected = WeightStore.Values(forward.Predict(weights, torch.tensor(levels, [count, height, width, 3], dtype: torch.uint8)));
        }
        int cells = new DetectorGrid(width, height).Count;
        Assert.Equal(count * cells * DetectorFormat.ValuesPerCell, expected.Length);

        (float[] scores, float[] boxes, float[] landmarks) =
            DetectorRuns.Run(DetectorGraph.Write(network, weights.ToArrays(), new Dictionary<string, string> { ["fact"] = "value" }),
                levels, count, height, width);
        Assert.Equal((count * cells, count * cells * 4, count * cells * 10), (scores.Length, boxes.Length, landmarks.Length));
        for (int cell = 0; cell < count * cells; cell++)
        {
            ReadOnlySpan<float> row = expected.AsSpan(cell * DetectorFormat.ValuesPerCell, DetectorFormat.ValuesPerCell);
            Assert.Equal(1 / (1 + MathF.Exp(-row[0])), scores[cell], 1e-4f);
            for (int i = 0; i < 4; i++) Assert.Equal(row[1 + i], boxes[(4 * cell) + i], 1e-4f);
            for (int i = 0; i < 10; i++) Assert.Equal(row[5 + i], landmarks[(10 * cell) + i], 1e-4f);
        }
    }

    [Fact]
    public void The_file_names_its_format()
    {
        DetectorNetwork network = new(8, 16, 16, [1, 1, 1, 1]);
        using InferenceSession session = new(DetectorGraph.Write(network, Arrays(network), new Dictionary<string, string>()));
        Assert.Equal("2", session.ModelMetadata.CustomMetadataMap["fernet.detector"]);
        Assert.Equal(["Image"], session.InputMetadata.Keys);
        Assert.Equal(["Boxes", "Landmarks", "Scores"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_grid_lists_cells_map_by_map_and_row_by_row()
    {
        DetectorGrid grid = new(96, 64);
        Assert.Equal((96 * 64 / 64) + (96 * 64 / 256) + (96 * 64 / 1024), grid.Count);
        Assert.Equal((4f, 4f, 8f), (grid.CenterX[0], grid.CenterY[0], grid.Stride[0]));
        Assert.Equal((4f, 12f), (grid.CenterX[12], grid.CenterY[12]));
        Assert.Equal((8f, 8f, 16f), (grid.CenterX[96], grid.CenterY[96], grid.Stride[96]));
        Assert.Equal((80f, 48f, 32f), (grid.CenterX[^1], grid.CenterY[^1], grid.Stride[^1]));
    }

    private static Dictionary<string, WeightArray> Arrays(DetectorNetwork network) =>
        network.Weights.ToDictionary(spec => spec.Name, spec => new WeightArray(WeightInitializer.Values(spec, 1), spec.Shape));

    /// <summary>Running statistics and learned numbers as a long training leaves them, so that a forgotten one shows.</summary>
    private static void Disturb(DetectorWeights weights)
    {
        using IDisposable noGrad = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(3, torch.CPU);
        using Scalar half = 0.5.ToScalar(), least = 0.75.ToScalar(), small = 0.05.ToScalar();
        weights.Measured.copy_(torch.rand(weights.Measured.shape, generator: random).mul(half).add(least, TorchScalars.One));
        weights.Learned.add_(torch.randn(weights.Learned.shape, generator: random), small);
    }
}
