using FerNet.Models;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Tests.Networks.Onnx;

/// <summary>The plain form of a model holds what other programs read (OpenCV's DNN module among them) and answers the same.</summary>
public class PlainGraphTests
{
    private const int Float32 = 1, Int64 = 7, WholeNumber = 2;

    /// <summary>Operators of the standard domain that OpenCV 4.6 reads.</summary>
    private static readonly string[] Known =
    [
        "Add", "AveragePool", "Conv", "Div", "Flatten", "Gemm", "GlobalAveragePool", "Identity", "MaxPool", "Mul", "Relu", "Reshape",
            "Sigmoid", "Softmax", "Sub",
    ];

    [Theory]
    [InlineData("default")]
    [InlineData("fast")]
    [InlineData("small")]
    public void It_has_float32_and_standard_operators_only(string name)
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = Open(name);
        model.ExportOnnx(folder.File("plain.onnx"), new OnnxExportOptions { Plain = true });
        ModelProto plain = ModelProto.Parser.ParseFrom(File.ReadAllBytes(folder.File("plain.onnx")));

        OperatorSetIdProto set = Assert.Single(plain.OpsetImport);
        Assert.Equal(("", 17L), (set.Domain, set.Version));
        Assert.All(plain.Graph.Node, node =>
            Assert.True(node.Domain.Length == 0 && Known.Contains(node.OpType), $"{node.Domain} {node.OpType}"));
        Assert.All(plain.Graph.Initializer, tensor =>
            Assert.True(tensor.DataType is Float32 or Int64 && tensor.StringData.Count == 0, tensor.Name));
        // A whole number of zero has no bytes in the file, and OpenCV takes the attribute for one of an unknown type.
        Assert.DoesNotContain(plain.Graph.Node.SelectMany(node => node.Attribute), attribute =>
            attribute.Type == WholeNumber && attribute.I == 0);
        AssertIsWhole(plain.Graph);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("fast")]
    [InlineData("small")]
    public void It_answers_the_same_in_ONNX_Runtime_and_is_loaded_again(string name)
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = Open(name);
        model.ExportOnnx(folder.File("plain.onnx"), new OnnxExportOptions { Plain = true });
        model.ExportOnnx(folder.File("own.onnx"), new OnnxExportOptions());
        float[] expected = model.Score(SmallModel.Faces);
        using EmotionModel again = EmotionModel.Load(folder.File("plain.onnx")), own = EmotionModel.Load(folder.File("own.onnx"));
        Assert.All(expected.Zip(again.Score(SmallModel.Faces)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(expected, own.Score(SmallModel.Faces));
        Assert.Equal(model.Card.ToString(), again.Card.ToString());
        using InferenceSession session = new(folder.File("plain.onnx"));
        Assert.Equal([-1, 1, 48, 48], session.InputMetadata["Face"].Dimensions);
    }

    [Fact]
    public void A_graph_that_was_plain_stays_as_it_is()
    {
        using EmotionModel model = EmotionModel.LoadFast();
        ModelProto plain = PlainGraph.Convert(ModelProto.Parser.ParseFrom(model.Graph));
        Assert.Equal(plain, PlainGraph.Convert(plain));
    }

    private static EmotionModel Open(string name) => name switch
    {
        "default" => EmotionModel.LoadDefault(),
        "fast" => EmotionModel.LoadFast(),
        _ => SmallModel.Load(),
    };

    /// <summary>As ONNX's own checker asks: each value is made once, before it is used, and nothing is left over.</summary>
    private static void AssertIsWhole(GraphProto graph)
    {
        HashSet<string> known = [.. graph.Input.Select(input => input.Name)], used = [];
        foreach (TensorProto tensor in graph.Initializer) Assert.True(known.Add(tensor.Name), tensor.Name);
        foreach (NodeProto node in graph.Node)
        {
            Assert.All(node.Input, input => Assert.Contains(input, known));
            used.UnionWith(node.Input);
            foreach (string output in node.Output) Assert.True(known.Add(output), output);
        }
        Assert.All(graph.Output, output => Assert.Contains(output.Name, known));
        Assert.All(graph.Initializer, tensor => Assert.Contains(tensor.Name, used));
    }
}
