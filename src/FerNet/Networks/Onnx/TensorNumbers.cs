using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Networks.Onnx;

/// <summary>Reads and writes the values of float32 and float16 tensors.</summary>
internal static class TensorNumbers
{
    private const int Float32 = 1, Float16 = 10;

    /// <summary>Whether a tensor is float32 or float16.</summary>
    public static bool IsFloatTensor(TensorProto tensor) => tensor.DataType is Float32 or Float16;

    public static float[] Read(TensorProto tensor)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        if (tensor.DataType == Float32) return MemoryMarshal.Cast<byte, float>(raw).ToArray();
        ReadOnlySpan<Half> narrow = MemoryMarshal.Cast<byte, Half>(raw);
        float[] wide = new float[narrow.Length];
        TensorPrimitives.ConvertToSingle(narrow, wide);
        return wide;
    }

    /// <summary>Replaces the values of a tensor by the same number of values.</summary>
    public static void Write(TensorProto tensor, ReadOnlySpan<float> values)
    {
        if (tensor.DataType == Float32)
        {
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
            return;
        }
        Half[] narrow = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, narrow);
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<Half>(narrow));
    }
}
