using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>The check of whole graphs, with a policy of two operators.</summary>
public class GraphCheckTests
{
    private static readonly GraphPolicy Policy = new()
    {
        Message = (name, error) => $"{name}: {error.Message}",
        Schema = WireSchema.Own,
        FormatVersions = 7..8,
        OperatorSets = 16..17,
        Input = "in",
        InputShape = [GraphPolicy.Any, 3],
        Sample = [1, 3],
        Outputs = new Dictionary<string, long[]> { ["out"] = [GraphPolicy.Any, 3] },
        Numbers = ["mean"],
        Operators = new Dictionary<string, OperatorRule>
        {
            ["Relu"] = new OperatorRule(1..1, ShapeRules.Same),
            ["Sub"] = new OperatorRule(1..2, node => node.InputCount == 1 ? ShapeRules.Same(node) : ShapeRules.Elementwise(node),
                AttributeRule.WholeNumber("needed", 0, 9, isRequired: true)),
        },
    };

    // The values "in", "centered" and "out" of three numbers each, and two nodes that cost three each.
    private static readonly GraphLimits Exact = new(MaxMultiplyAdds: 6, MaxValues: 9);

    [Fact]
    public void A_graph_within_the_policy_is_accepted_to_the_very_limits()
    {
        Accepted(_ => { });
        Accepted(model => model.IrVersion = 7);
        Accepted(model => model.OpsetImport[0].Version = 16);
        Accepted(model => model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 }));
        Accepted(model => model.Graph.Node[0].Input.RemoveAt(1));

        static void Accepted(Action<ModelProto> change) => GraphCheck.Require(Changed(change), "m", Policy, Exact);
    }

    [Fact]
    public void A_graph_that_costs_one_more_is_refused()
    {
        Assert.Equal("m: it needs more than 5 multiply-adds", Refusal(_ => { }, Exact with { MaxMultiplyAdds = 5 }));
        Assert.Equal("m: it computes more than 8 numbers on the way", Refusal(_ => { }, Exact with { MaxValues = 8 }));
    }

    [Fact]
    public void Everything_else_is_refused()
    {
        Refused("its format version is 6", model => model.IrVersion = 6);
        Refused("its format version is 9", model => model.IrVersion = 9);
        const string Versions = "it has an operator set version that is not supported";
        Refused(Versions, model => model.OpsetImport[0].Version = 15);
        Refused(Versions, model => model.OpsetImport[0].Version = 18);
        Refused(Versions, model => model.OpsetImport.Clear());
        Refused(Versions, model => model.OpsetImport.Add(model.OpsetImport[0].Clone()));
        Refused(Versions, model => model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 }));
        Refused(Versions, model => model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 2 }));
        Refused(Versions, model => model.OpsetImport[0].Domain = "ai.onnx.ml");

        const string Input = "its input is not 'in' [any, 3]";
        Refused(Input, model => model.Graph.Input[0].Name = "other");
        Refused(Input, model => model.Graph.Input.Clear());
        Refused(Input, model => Side(model.Graph.Input[0], 1).DimValue = 4);
        Refused(Input, model => Side(model.Graph.Input[0], 0).DimValue = -1);
        Refused(Input, model => Side(model.Graph.Input[0], 1).DimParam = "3");
        Refused(Input, model => model.Graph.Input[0].Type.TensorType.ElemType = ElementType.Float16);
        Refused(Input, model => model.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(1));
        Refused(Input, model => model.Graph.Input[0].Type.TensorType.Shape = null);
        Refused(Input, model => model.Graph.Input[0].Type = null);

        Refused("it has no number 'mean'", model => model.Graph.Initializer[0].Name = "other");
        Refused("it has no number 'mean'", model =>
            model.Graph.Initializer[0] = Named(CheckedNode.Tensor(ElementType.Float16, new byte[2])));
        Refused("it has no number 'mean'", model =>
            model.Graph.Initializer[0] = Named(CheckedNode.Tensor(ElementType.Float32, new byte[4], 1)));
        Refused("it gives 'in' twice", model => model.Graph.Initializer[0].Name = "in");
        Refused("it gives '' twice", model => model.Graph.Initializer[0].Name = "");
        Refused("it gives 'centered' twice", model => model.Graph.Node[1].Output[0] = "centered");
    }

    [Fact]
    public void Nodes_and_outputs_that_the_policy_does_not_name_are_refused()
    {
        Refused("it has an operator 'Exp'", model => model.Graph.Node[1].OpType = "Exp");
        Refused("it has an operator 'Relu' of 'ai.onnx.ml'", model => model.Graph.Node[1].Domain = "ai.onnx.ml");
        Refused("an operator Sub has 0 inputs and 1 outputs", model => model.Graph.Node[0].Input.Clear());
        Refused("an operator Sub has 3 inputs and 1 outputs", model => model.Graph.Node[0].Input.Add("mean"));
        Refused("an operator Relu has 1 inputs and 0 outputs", model => model.Graph.Node[1].Output.Clear());
        Refused("an operator Relu has 1 inputs and 2 outputs", model => model.Graph.Node[1].Output.Add("more"));
        Refused("an operator Sub lacks the attribute 'needed'", model => model.Graph.Node[0].Attribute.Clear());
        Refused("an operator Sub has an attribute 'needed'", model => model.Graph.Node[0].Attribute.Add(CheckedNode.Whole("needed", 1)));
        Refused("an operator Relu has an attribute 'needed'", model =>
            model.Graph.Node[1].Attribute.Add(CheckedNode.Whole("needed", 1)));
        Refused("nothing gives 'later'", model => model.Graph.Node[0].Input[0] = "later");

        Refused("it has an output 'centered'", model => model.Graph.Output[0].Name = "centered");
        Refused("it has an output 'out'", model => model.Graph.Output.Add(model.Graph.Output[0].Clone()));
        Refused("it has no output 'out'", model => model.Graph.Output.Clear());
        const string Output = "its output 'out' is not [any, 3]";
        Refused(Output, model => Side(model.Graph.Output[0], 1).DimValue = 4);
        Refused(Output, model =>
        {
            (model.Graph.Initializer[0].Name, model.Graph.Node[0].Input[1]) = ("out", "out");
            model.Graph.Node[1].Output[0] = "other";
        }, numbers: []);
        foreach (long[] shape in (long[][])[[2, 3], [1, 4], [1, 3, 1]])
            Refused(Output, _ => { }, gives: new GraphValue(ElementType.Float32, shape));
        Refused(Output, _ => { }, gives: new GraphValue(ElementType.Int64, [1, 3]));
        Refused(Output, _ => { }, gives: new GraphValue(ElementType.Float32, [1, 3], IsConstant: true));
    }

    [Fact]
    public void Bytes_that_are_no_graph_are_damage()
    {
        foreach (byte[] bytes in (byte[][])[[], [0x08], [0x10, 1]])
        {
            Assert.StartsWith("m: ", Assert.Throws<InvalidDataException>(() => GraphCheck.Parse(bytes, "m", Policy)).Message,
                StringComparison.Ordinal);
        }
        Assert.Equal("m: it holds no graph",
            Assert.Throws<InvalidDataException>(() => GraphCheck.Parse([0x08, 8], "m", Policy)).Message);
    }

    private static void Refused(
        string reason, Action<ModelProto> change, IReadOnlyList<string>? numbers = null, GraphValue? gives = null)
    {
        GraphPolicy policy = numbers is null ? Policy : Policy with { Numbers = numbers };
        if (gives is not null)
        {
            policy = policy with
            {
                Operators = new Dictionary<string, OperatorRule>(policy.Operators) { ["Relu"] = new OperatorRule(1..1, _ => gives) },
            };
        }
        Assert.Equal($"m: {reason}", Refusal(change, GraphLimits.None, policy));
    }

    private static string Refusal(Action<ModelProto> change, GraphLimits limits, GraphPolicy? policy = null) =>
        Assert.Throws<InvalidDataException>(() => GraphCheck.Require(Changed(change), "m", policy ?? Policy, limits)).Message;

    /// <summary>out = Relu(in - mean), after a change.</summary>
    private static ModelProto Changed(Action<ModelProto> change)
    {
        NodeProto sub = new() { OpType = "Sub", Input = { "in", "mean" }, Output = { "centered" } };
        sub.Attribute.Add(CheckedNode.Whole("needed", 1));
        ModelProto model = new()
        {
            IrVersion = 8,
            Graph = new GraphProto
            {
                Node = { sub, new NodeProto { OpType = "Relu", Input = { "centered" }, Output = { "out" } } },
                Initializer = { Named(CheckedNode.Tensor(ElementType.Float32, new byte[4])) },
                Input = { Value("in") },
                Output = { Value("out") },
            },
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        change(model);
        return model;
    }

    private static TensorProto Named(TensorProto tensor)
    {
        tensor.Name = "mean";
        return tensor;
    }

    private static TensorShapeProto.Types.Dimension Side(ValueInfoProto value, int side) => value.Type.TensorType.Shape.Dim[side];

    private static ValueInfoProto Value(string name)
    {
        TensorShapeProto shape = new();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = 3 });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = ElementType.Float32, Shape = shape } },
        };
    }
}
