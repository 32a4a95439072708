using System.Runtime.InteropServices;
using FerNet.Networks.Onnx.Format;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>ONNX's numbers of the element types that tensors may have.</summary>
internal static class ElementType
{
    public const int Float32 = 1, Int64 = 7, Text = 8, Float16 = 10;
}

/// <summary>The type, shape and constant content of a value, known before the graph runs.</summary>
/// <param name="Type">See <see cref="ElementType"/>.</param>
/// <param name="Shape">The shape for the policy's sample.</param>
/// <param name="IsConstant">Whether the value is stored in the file.</param>
internal sealed record GraphValue(int Type, long[] Shape, bool IsConstant = false)
{
    private const int MostSides = 5;
    private const long LongestSide = 1 << 26;

    /// <summary>The elements of an integer tensor, if they are known.</summary>
    public long[]? Numbers { get; init; }

    /// <summary>The tensor of a constant.</summary>
    public TensorProto? Tensor { get; init; }

    public bool IsFloat => Type == ElementType.Float32;

    public long Count => Product(Shape);

    /// <summary>Reads a tensor of the file, after a check that its size matches its shape.</summary>
    /// <exception cref="RefusedGraphException">The size does not match the shape, or the element type is not allowed.</exception>
    public static GraphValue FromTensor(TensorProto tensor)
    {
        long[] shape = [.. tensor.Dims];
        if (shape.Length > MostSides) throw new RefusedGraphException(Invariant($"a tensor has {shape.Length} sizes"));
        foreach (long side in shape)
        {
            if (side is < 0 or > LongestSide) throw new RefusedGraphException(Invariant($"a tensor has a side of {side:N0}"));
        }
        int size = tensor.DataType switch
        {
            ElementType.Float32 => sizeof(float),
            ElementType.Int64 => sizeof(long),
            ElementType.Float16 => sizeof(short),
            ElementType.Text => 0,
            _ => throw new RefusedGraphException(Invariant($"a tensor is of the type {tensor.DataType}")),
        };
        if (tensor.RawData.Length != Product(shape) * size)
            throw new RefusedGraphException(
                Invariant($"a tensor has {tensor.RawData.Length:N0} bytes instead of {Product(shape) * size:N0}"), isDamage: true);
        if ((size == 0 ? Product(shape) : 0) != tensor.StringData.Count)
            throw new RefusedGraphException("a tensor has texts that it should not have", isDamage: true);
        return new GraphValue(tensor.DataType, shape, IsConstant: true)
        {
            Tensor = tensor,
            Numbers = tensor.DataType == ElementType.Int64 && Product(shape) <= MostSides
                ? MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray()
                : null,
        };
    }

    /// <summary>The number of elements of a shape.</summary>
    /// <exception cref="RefusedGraphException">A dimension is larger than 2^26, or the product is larger than 2^40.</exception>
    public static long Product(ReadOnlySpan<long> shape)
    {
        const long Most = 1L << 40;
        long product = 1;
        foreach (long side in shape)
        {
            // Does not overflow: at most 2^40 times 2^26.
            if (side <= LongestSide) product *= side;
            if (side > LongestSide || product > Most)
                throw new RefusedGraphException("a value has more numbers than any memory holds");
        }
        return product;
    }
}
