using FerNet.Networks.Onnx.Format;
using FerNet.Utilities;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>
/// Accepts the graphs that a <see cref="GraphPolicy"/> allows, and refuses all others before ONNX Runtime loads them, because its native
/// code trusts its input.
/// </summary>
internal sealed class GraphCheck
{
    private readonly GraphPolicy policy;
    private readonly Dictionary<string, GraphValue> values = [];
    private readonly GraphLimits limits;
    private long cost, count;

    private GraphCheck(GraphPolicy policy, GraphLimits limits) => (this.policy, this.limits) = (policy, limits);

    /// <summary>Parses a graph after a scan of its bytes. The content of the graph is not checked yet.</summary>
    /// <exception cref="InvalidDataException">The graph is damaged, or has fields that are not allowed; the message includes the file
    /// name.</exception>
    public static ModelProto Parse(byte[] graph, string name, GraphPolicy policy)
    {
        try
        {
            WireScan.Require(graph, policy.Schema);
            // Unknown fields of other programs are discarded, so that only checked content is passed on.
            ModelProto model = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(graph);
            return model.Graph is null ? throw new RefusedGraphException("it holds no graph", isDamage: true) : model;
        }
        catch (RefusedGraphException error)
        {
            throw new InvalidDataException(policy.Message(name, error));
        }
        catch (Google.Protobuf.InvalidProtocolBufferException error)
        {
            throw new InvalidDataException(
                policy.Message(name, new RefusedGraphException(UntrustedText.Quote(error.Message.TrimEnd('.')), isDamage: true)), error);
        }
    }

    /// <summary>Checks a whole graph.</summary>
    /// <exception cref="InvalidDataException">The policy does not allow the graph; the message includes the file name.</exception>
    public static void Require(ModelProto model, string name, GraphPolicy policy, GraphLimits limits)
    {
        try
        {
            new GraphCheck(policy, limits).Check(model);
        }
        catch (RefusedGraphException error)
        {
            throw new InvalidDataException(policy.Message(name, error));
        }
    }

    private void Check(ModelProto model)
    {
        if (!IsIn(policy.FormatVersions, model.IrVersion)) throw Refuse(Invariant($"its format version is {model.IrVersion}"));
        CheckOperatorSets(model);
        if (model.Graph.Input is not [{ } input] || input.Name != policy.Input || !IsShape(input, policy.InputShape))
            throw Refuse($"its input is not '{policy.Input}' {Text(policy.InputShape)}");
        Add(input.Name, new GraphValue(ElementType.Float32, [.. policy.Sample]));
        foreach (TensorProto tensor in model.Graph.Initializer) Add(tensor.Name, GraphValue.FromTensor(tensor));
        foreach (string number in policy.Numbers)
        {
            if (values.GetValueOrDefault(number) is not { IsFloat: true, Shape.Length: 0 }) throw Refuse($"it has no number '{number}'");
        }
        foreach (NodeProto node in model.Graph.Node) CheckNode(node);
        CheckOutputs(model.Graph.Output);
    }

    private void CheckOperatorSets(ModelProto model)
    {
        string[] domains = [.. model.OpsetImport.Select(set => set.Domain)];
        bool isRight = domains.Distinct().Count() == domains.Length && domains.Contains("") && model.OpsetImport.All(set =>
            set.Domain.Length == 0
                ? IsIn(policy.OperatorSets, set.Version)
                : set is { Domain: OnnxGraph.MachineLearningDomain, Version: 2 });
        if (!isRight) throw Refuse("it has an operator set version that is not supported");
    }

    private void CheckNode(NodeProto node)
    {
        string operation = UntrustedText.Quote(node.OpType);
        if (!policy.Operators.TryGetValue(node.OpType, out OperatorRule? rule) || rule.Domain != node.Domain)
            throw Refuse($"it has an operator '{operation}'{(node.Domain.Length > 0 ? $" of '{UntrustedText.Quote(node.Domain)}'" : "")}");
        if (!IsIn(rule.Inputs, node.Input.Count) || node.Output.Count != 1)
            throw Refuse(Invariant($"an operator {operation} has {node.Input.Count} inputs and {node.Output.Count} outputs"));
        HashSet<string> given = [];
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!given.Add(attribute.Name) || rule.Attributes.FirstOrDefault(one => one.Name == attribute.Name) is not { } allowed)
                throw Refuse($"an operator {operation} has an attribute '{UntrustedText.Quote(attribute.Name)}'");
            allowed.Require(attribute, operation);
        }
        if (rule.Attributes.FirstOrDefault(one => one.IsRequired && !given.Contains(one.Name)) is { } missing)
            throw Refuse($"an operator {operation} lacks the attribute '{missing.Name}'");
        NodeFacts facts = new(node, [.. node.Input.Select(Find)]);
        GraphValue output = rule.Shape(facts);
        cost += facts.Cost;
        if (cost > limits.MaxMultiplyAdds)
            throw Refuse(Invariant($"it needs more than {limits.MaxMultiplyAdds:N0} multiply-adds"));
        Add(node.Output[0], output);
    }

    private void CheckOutputs(IEnumerable<ValueInfoProto> outputs)
    {
        HashSet<string> found = [];
        foreach (ValueInfoProto output in outputs)
        {
            string name = UntrustedText.Quote(output.Name);
            if (!policy.Outputs.TryGetValue(output.Name, out long[]? shape) || !found.Add(output.Name))
                throw Refuse($"it has an output '{name}'");
            GraphValue value = Find(output.Name)!;
            if (!IsShape(output, shape) || !value.IsFloat || value.IsConstant || !Fits(value.Shape, shape))
                throw Refuse($"its output '{name}' is not {Text(shape)}");
        }
        if (policy.Outputs.Keys.FirstOrDefault(name => !found.Contains(name)) is { } missing) throw Refuse($"it has no output '{missing}'");
    }

    private GraphValue? Find(string name) => name.Length == 0
        ? null
        : values.TryGetValue(name, out GraphValue? value) ? value : throw Refuse($"nothing gives '{UntrustedText.Quote(name)}'");

    private void Add(string name, GraphValue value)
    {
        if (name.Length == 0 || !values.TryAdd(name, value)) throw Refuse($"it gives '{UntrustedText.Quote(name)}' twice");
        if (value.IsConstant) return;
        count += value.Count;
        if (count > limits.MaxValues) throw Refuse(Invariant($"it computes more than {limits.MaxValues:N0} numbers on the way"));
    }

    /// <summary>Whether an input or output is declared as float32 with this shape. A variable dimension may have any name.</summary>
    private static bool IsShape(ValueInfoProto value, IReadOnlyList<long> shape) =>
        value.Type?.TensorType is { ElemType: ElementType.Float32, Shape: { } said } && said.Dim.Count == shape.Count
        && said.Dim.Zip(shape).All(pair => pair.Second == GraphPolicy.Any
            ? pair.First.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam
            : pair.First.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && pair.First.DimValue == pair.Second);

    private bool Fits(long[] actual, long[] shape) => actual.Length == shape.Length && actual[0] == policy.Sample[0]
        && actual.Zip(shape).All(pair => pair.Second == GraphPolicy.Any || pair.First == pair.Second);

    private static bool IsIn(Range range, long number) => number >= range.Start.Value && number <= range.End.Value;

    private static string Text(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Select(side => side == GraphPolicy.Any ? "any" : Invariant($"{side}")))}]";

    private static RefusedGraphException Refuse(string reason) => new(reason);
}
