using System.Runtime.InteropServices;
using FerNet.Networks.Onnx.Format;
using FerNet.Utilities;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>A node whose attributes were checked, and its inputs.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">Its inputs; null for an omitted optional input.</param>
internal sealed class NodeFacts(NodeProto node, IReadOnlyList<GraphValue?> inputs)
{
    /// <summary>Multiply-adds of this node, or operations of similar cost; set by the operator's rule.</summary>
    public long Cost { get; set; }

    public int InputCount => inputs.Count;

    /// <summary>A required input.</summary>
    public GraphValue Input(int index) => inputs[index] ?? throw Refuse("lacks an input");

    /// <summary>A computed float32 input with <paramref name="sides"/> dimensions.</summary>
    public GraphValue Computed(int index, int sides)
    {
        GraphValue value = Input(index);
        if (!value.IsFloat || value.IsConstant || value.Shape.Length != sides) throw Refuse("has an input of another type or shape");
        return value;
    }

    /// <summary>A float32 constant of this shape.</summary>
    public GraphValue Weights(int index, params ReadOnlySpan<long> shape)
    {
        GraphValue value = Constant(index);
        if (!value.IsFloat || !value.Shape.AsSpan().SequenceEqual(shape)) throw Refuse("has weights of another type or shape");
        return value;
    }

    public GraphValue Constant(int index)
    {
        GraphValue value = Input(index);
        return value.IsConstant ? value : throw Refuse("has an input that should be a constant");
    }

    /// <summary>The value of an integer constant with one element.</summary>
    public long Number(int index) =>
        Input(index).Numbers is [long number] ? number : throw Refuse("has an input that should be one whole number");

    /// <summary>The elements of a float32 constant.</summary>
    public ReadOnlySpan<float> Singles(int index)
    {
        GraphValue value = Constant(index);
        return value is { IsFloat: true, Tensor: { } tensor }
            ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span)
            : throw Refuse("has an input of another type");
    }

    public bool Has(int index) => index < inputs.Count && inputs[index] is not null;

    public long Whole(string name, long otherwise) => Find(name)?.I ?? otherwise;

    public IReadOnlyList<long> Wholes(string name, params long[] otherwise) => Find(name)?.Ints ?? (IReadOnlyList<long>)otherwise;

    public TensorProto Tensor(string name) => Find(name)!.T;

    public RefusedGraphException Refuse(string reason) => new($"an operator {UntrustedText.Quote(node.OpType)} {reason}");

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
