using FerNet.Models;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Golden;
using FerNet.Tests.Support;
using Google.Protobuf;
using static FerNet.Tests.Models.Hostile.HostileGraph;

namespace FerNet.Tests.Models.Hostile;

/// <summary>No graph that FerNet does not write reaches ONNX Runtime, also where its digest is right.</summary>
public class HostileGraphTests
{
    private static readonly Dictionary<string, (Action<ModelProto> Change, string Reason)> Changes = new()
    {
        ["a chain of tree nodes"] = (model =>
        {
            NodeProto trees = Insert(model, "TreeEnsembleRegressor", "ai.onnx.ml");
            AttributeProto places = new() { Name = "nodes_truenodeids", Type = Wholes };
            places.Ints.AddRange(Enumerable.Range(1, 12_000).Select(place => (long)place));
            trees.Attribute.Add(places);
        }, "it has an operator 'TreeEnsembleRegressor' of 'ai.onnx.ml'"),
        ["external data"] = (model =>
            model.Graph.Initializer[0] = InFile(model.Graph.Initializer[0], "secret.txt"), "a tensor has external data"),
        ["external data as the source of a constant"] = (model =>
        {
            AttributeProto value = model.Graph.Node.First(node => node.OpType == "Constant").Attribute[0];
            value.T = InFile(value.T, "../secret.txt");
        }, "a tensor has external data"),
        ["functions"] = (model => model.MergeFrom(WithField(new ModelProto(), 25, Field(1, "twice"u8))), "a model has functions"),
        ["training information"] = (model =>
            model.MergeFrom(WithField(new ModelProto(), 20, Field(1, []))), "a model has training information"),
        ["sparse initializers"] = (model => model.Graph = WithField(model.Graph, 15, []), "a graph has sparse initializers"),
        ["notes of quantization"] = (model => model.Graph = WithField(model.Graph, 14, []), "a graph has quantization notes"),
        ["If"] = (model =>
        {
            NodeProto node = Insert(model, "If");
            node.Attribute.Add(WithField(new AttributeProto { Name = "then_branch", Type = 5 }, 6, Field(2, "inner"u8)));
        }, "an attribute has a subgraph"),
        ["Loop without a body"] = (model => Insert(model, "Loop"), "it has an operator 'Loop'"),
        ["an unknown operator"] = (model => Insert(model, "Expand"), "it has an operator 'Expand'"),
        ["a known operator of another domain"] = (model => Insert(model, "Relu", "com.microsoft"), "'Relu' of 'com.microsoft'"),
        ["an unknown attribute"] = (model => Of(model, "Conv").Attribute.Add(
            new AttributeProto { Name = "auto_pad", Type = Text, S = ByteString.CopyFromUtf8("SAME_UPPER") }),
            "an operator Conv has an attribute 'auto_pad'"),
        ["an attribute twice"] = (model =>
            Of(model, "Conv").Attribute.Add(Of(model, "Conv").Attribute[0]), "has an attribute 'kernel_shape'"),
        ["an attribute of two kinds"] = (model =>
            Of(model, "Conv").Attribute[0].S = ByteString.CopyFromUtf8("3"), "the attribute kernel_shape of an operator Conv"),
        ["a step of nothing"] = (model => Of(model, "Conv").Attribute[1].Ints[0] = 0, "the attribute strides of an operator Conv"),
        ["an endless border"] = (model =>
        {
            for (int i = 0; i < 4; i++) Of(model, "Conv").Attribute[2].Ints[i] = 48;
        }, "an operator Conv has windows that are not square, or a wider border than they need"),
        ["a huge tensor without numbers"] = (model =>
        {
            model.Graph.Initializer[0].Dims.Clear();
            model.Graph.Initializer[0].Dims.AddRange([1 << 20, 1 << 20, 1 << 20]);
        }, "a value has more numbers than any memory holds"),
        ["a side out of all proportion"] = (model => model.Graph.Initializer[0].Dims.Add(long.MaxValue), "a tensor has a side of"),
        ["a negative side"] = (model => model.Graph.Initializer[0].Dims.Add(-1), "a tensor has a side of -1"),
        ["a tensor that is too short"] = (model => model.Graph.Initializer[0].Dims.Add(2), "bytes instead of"),
        ["a tensor of another type"] = (model => model.Graph.Initializer[0].DataType = 11, "a tensor is of the type 11"),
        ["another input"] = (model => Side(model.Graph.Input[0], 2).DimValue = 64, "its input is not 'Face' [any, 1, 48, 48]"),
        ["an open input"] = (model => Side(model.Graph.Input[0], 2).DimParam = "height", "its input is not 'Face' [any, 1, 48, 48]"),
        ["a second input"] = (model => model.Graph.Input.Add(model.Graph.Input[0].Clone()), "its input is not 'Face'"),
        ["eight scores"] = (model => Side(model.Graph.Output[0], 1).DimValue = 8, "its output 'Score' is not [any, 7]"),
        ["a further output"] = (model => model.Graph.Output.Add(Named(model.Graph.Output[0], "centered")), "it has an output 'centered'"),
        ["no logits"] = (model => model.Graph.Output.RemoveAt(1), "it has no output 'Logits'"),
        ["scores that nothing gives"] = (model => model.Graph.Node.Remove(Of(model, "Softmax")), "nothing gives 'Score'"),
        ["a loop in the graph"] = (model => Of(model, "Sub").Input[0] = "tempered", "nothing gives 'tempered'"),
        ["operands that multiply each other's sizes"] = (model =>
        {
            TensorProto five = new() { Name = "five", DataType = 1, RawData = ByteString.CopyFrom(new byte[5 * sizeof(float)]) };
            five.Dims.AddRange([5, 1, 1, 1]);
            model.Graph.Initializer.Add(five);
            Insert(model, "Add").Input.Add("five");
        }, "whose shapes do not fit"),
        ["no temperature"] = (model =>
        {
            model.Graph.Initializer.Single(tensor => tensor.Name == "temperature").Name = "other";
            foreach (NodeProto node in model.Graph.Node.Where(node => node.Input.Contains("temperature")))
                node.Input[node.Input.IndexOf("temperature")] = "other";
        }, "it has no number 'temperature'"),
        ["other operators"] = (model => model.OpsetImport[0].Version = 18, "it has an operator set version that is not supported"),
        ["a further operator set"] = (model =>
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 }),
            "it has an operator set version that is not supported"),
        ["another format"] = (model => model.IrVersion = 12, "its format version is 12"),
        ["five thousand nodes"] = (model =>
        {
            for (int i = 0; i < 5000; i++) model.Graph.Node.Add(new NodeProto { OpType = "Relu" });
        }, "a graph has more than 4,096 of the kind node"),
        ["a long card"] = (model => model.MetadataProps.Single(entry => entry.Key == ModelFacts.CardKey).Value = new string(' ', 2 << 20),
            "the value of a metadata entry has 2,097,152 bytes, more than 1,048,576"),
        ["other names of slots"] = (model =>
            Of(model, "LabelEncoder").Attribute[0].Strings[0] = ByteString.CopyFromUtf8("delighted"), "the attribute keys_strings"),
    };

    public static TheoryData<string> Names() => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_with_the_reason(string name)
    {
        (Action<ModelProto> change, string reason) = Changes[name];
        byte[] graph = With(change);
        string message = Refusal(graph);
        Assert.StartsWith("The stream ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() =>
            GraphSession.Create(graph, "the file", GraphPolicies.Emotions, GraphLimits.None, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_FerNet_writes_is_accepted()
    {
        Load(With(_ => { }));
        Load(File.ReadAllBytes(GoldenFiles.PathOf(GoldenFiles.Model)));
        foreach (string name in (string[])["default", "fast"])
        {
            GraphSession.Create(ShippedModel.Read(name), name, GraphPolicies.Emotions, new LoadLimits().GraphLimits, default).Dispose();
        }
        GraphSession.Create(
            ShippedModel.Read(DetectorWriter.Name), "faces", GraphPolicies.Detector, GraphLimits.Detector, default).Dispose();
    }

    [Fact]
    public void A_field_that_stands_twice_is_refused()
    {
        // Two readers may take the first, the last, or both together.
        byte[] graph = With(_ => { });
        Assert.Contains("a model has its graph twice", Refusal([.. graph, .. Field(7, Field(2, "other"u8))]), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_the_callers()
    {
        byte[] graph = With(_ => { });
        foreach ((LoadLimits limits, string reason) in ((LoadLimits, string)[])
            [
                (new LoadLimits { MaxMultiplyAdds = 1000 }, "it needs more than 1,000 multiply-adds"),
                (new LoadLimits { MaxValues = 5000 }, "it computes more than 5,000 numbers on the way"),
                (new LoadLimits { MaxBytes = 500 }, "more than 500 bytes"),
            ])
        {
            using MemoryStream stream = new(graph);
            Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => EmotionModel.Load(stream, limits)).Message,
                StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadLimits { MaxBytes = 0 });
    }

    [Fact]
    public void A_canceled_load_reads_no_further()
    {
        using MemoryStream stream = new(SmallModel.Bytes);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => EmotionModel.Load(stream, new LoadLimits(), source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => EmotionPredictor.Load(stream, cancellationToken: source.Token));
        Assert.Equal(0, stream.Position);
    }

    private static NodeProto Of(ModelProto model, string operation) => model.Graph.Node.First(node => node.OpType == operation);

    private static TensorShapeProto.Types.Dimension Side(ValueInfoProto value, int side) => value.Type.TensorType.Shape.Dim[side];

    private static ValueInfoProto Named(ValueInfoProto value, string name)
    {
        ValueInfoProto named = value.Clone();
        named.Name = name;
        return named;
    }
}
