using System.Runtime.InteropServices;
using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>Makes the nodes and inputs that the rules of operators are tried with.</summary>
internal static class CheckedNode
{
    public static NodeFacts Of(GraphValue?[] inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = "Tried" };
        node.Attribute.AddRange(attributes);
        return new NodeFacts(node, inputs);
    }

    public static GraphValue Computed(params long[] shape) => new(ElementType.Float32, shape);

    public static GraphValue Weights(params long[] shape) => new(ElementType.Float32, shape, IsConstant: true);

    public static GraphValue Halves(params long[] shape) => new(ElementType.Float16, shape, IsConstant: true);

    /// <summary>A value of whole numbers that are not known.</summary>
    public static GraphValue Unknown(params long[] shape) => new(ElementType.Int64, shape);

    /// <summary>A list of whole numbers.</summary>
    public static GraphValue List(params long[] numbers) => new(ElementType.Int64, [numbers.Length]) { Numbers = numbers };

    /// <summary>One whole number without sizes.</summary>
    public static GraphValue Scalar(long number) => new(ElementType.Int64, []) { Numbers = [number] };

    public static GraphValue Singles(params float[] numbers) => GraphValue.FromTensor(
        Tensor(ElementType.Float32, MemoryMarshal.AsBytes(numbers.AsSpan()), numbers.Length));

    public static TensorProto Tensor(int type, ReadOnlySpan<byte> content, params long[] sides)
    {
        TensorProto tensor = new() { DataType = type, RawData = ByteString.CopyFrom(content) };
        tensor.Dims.AddRange(sides);
        return tensor;
    }

    public static AttributeProto Whole(string name, long value) => new() { Name = name, Type = 2, I = value };

    public static AttributeProto Wholes(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = 7 };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    /// <summary>Compares the shape that leaves a node, its type, and the cost of the node.</summary>
    public static void AssertGives(long[] shape, long cost, Func<NodeFacts, GraphValue> rule, NodeFacts node)
    {
        GraphValue value = rule(node);
        Assert.Equal(shape, value.Shape);
        Assert.Equal((ElementType.Float32, false, cost), (value.Type, value.IsConstant, node.Cost));
    }

    public static void AssertRefused(string reason, Func<NodeFacts, GraphValue> rule, params GraphValue?[] inputs) =>
        AssertRefused(reason, rule, Of(inputs));

    public static void AssertRefused(string reason, Func<NodeFacts, GraphValue> rule, NodeFacts node) => Assert.Equal(
        $"an operator Tried {reason}", Assert.Throws<RefusedGraphException>(() => rule(node)).Message);
}
