using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;

namespace FerNet.Tests.Networks.Onnx;

public class GraphAverageTests
{
    [Theory]
    [InlineData(false, 1e-6)]
    [InlineData(true, 1e-3)]
    public void Every_weight_is_the_weighted_mean(bool halfWeights, double tolerance)
    {
        Network network = SmallNetworks.Everything;
        Dictionary<string, WeightArray> one = Random(network, 1), other = Random(network, 2);
        ModelProto mean = new()
        {
            Graph = GraphAverage.Compute([Graph(network, one, halfWeights), Graph(network, other, halfWeights)], [0.25, 0.75]),
        };

        IReadOnlyDictionary<string, WeightArray> before = Read(Graph(network, one, halfWeights), network),
            after = Read(Graph(network, other, halfWeights), network);
        foreach ((string name, WeightArray weight) in Read(mean.Graph, network))
        {
            for (int i = 0; i < weight.Values.Length; i++)
            {
                Assert.Equal((0.25 * before[name].Values[i]) + (0.75 * after[name].Values[i]), weight.Values[i], tolerance);
            }
        }
    }

    [Fact]
    public void Graphs_are_alike_whatever_their_weights_and_not_where_a_size_differs()
    {
        Network network = SmallNetworks.Residual;
        Assert.True(GraphAverage.AreAlike(Graph(network, Random(network, 1), true), Graph(network, Random(network, 2), true)));
        Assert.False(GraphAverage.AreAlike(Graph(network, Random(network, 1), true), Graph(network, Random(network, 1), false)));
        Network wider = new("residual", [new Conv2D(9), new GlobalAveragePooling(), new Dense(7)]),
            narrower = new("residual", [new Conv2D(8), new GlobalAveragePooling(), new Dense(7)]);
        Assert.False(GraphAverage.AreAlike(Graph(wider, Random(wider, 1), false), Graph(narrower, Random(narrower, 1), false)));
    }

    private static IReadOnlyDictionary<string, WeightArray> Read(GraphProto graph, Network network) =>
        GraphWeights.Read(Google.Protobuf.MessageExtensions.ToByteArray(new ModelProto { Graph = graph }), network).Arrays;

    private static GraphProto Graph(Network network, Dictionary<string, WeightArray> weights, bool halfWeights) =>
        ModelProto.Parser.ParseFrom(
            OnnxExport.Write(network, weights, new Normalization(128, 64), 1, halfWeights, new Dictionary<string, string>())).Graph;

    private static Dictionary<string, WeightArray> Random(Network network, int seed)
    {
        Random random = new(seed);
        return network.Weights.ToDictionary(spec => spec.Name, spec =>
            new WeightArray([.. Enumerable.Range(0, (int)spec.Count).Select(_ => 0.5f + random.NextSingle())], spec.Shape));
    }
}
