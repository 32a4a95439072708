using System.Runtime.InteropServices;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>The context in which the layers compute one batch: weights, training or prediction mode, and precision.</summary>
/// <remarks>With half precision, the weights stay float32 and are rounded to bfloat16 for each use; the activations are bfloat16.</remarks>
internal sealed class ForwardPass(WeightStore weights, bool isTraining, bool isHalf)
{
    public WeightStore Weights { get; } = weights;

    public bool IsTraining { get; } = isTraining;

    public bool IsHalf { get; } = isHalf;

    /// <summary>Whether dropout is active: during training, except while normalization statistics are measured.</summary>
    public bool DropsValues => IsTraining && Statistics is null;

    /// <summary>Factor applied to every dropout rate, 0 to 1.</summary>
    public double DropShare { get; init; } = 1;

    /// <summary>
    /// Whether the running statistics are not updated although the network is in training mode. Set for the second pass of a step, which
    /// reads the same batch again.
    /// </summary>
    public bool FreezesRunningStatistics { get; init; }

    /// <summary>If set, collects the inputs of each batch normalization; the running statistics are not updated.</summary>
    public NormalizationStatistics? Statistics { get; init; }

    /// <summary>If set, the folded normalizations that only add their bias in this pass, while their inputs are measured.</summary>
    public FoldedNormalizations? Folded { get; init; }

    /// <summary>
    /// The random generator for dropout. Each training has its own, so that concurrent trainings do not influence each other.
    /// </summary>
    public torch.Generator? Random { get; init; }

    /// <summary>
    /// A dropout mask in the shape of <paramref name="values"/>: 0 for a random share <paramref name="rate"/> of the values, 1 / (1 - rate)
    /// for the others.
    /// </summary>
    public torch.Tensor DropMask(torch.Tensor values, double rate)
    {
        long[] shape = values.shape;
        // Drawn in the memory order of the maps, channels last.
        bool isMap = shape.Length == 4;
        long[] order = isMap ? [shape[0], shape[2], shape[3], shape[1]] : shape;
        // TorchSharp only has CPU generators, and using one on a GPU returns a null tensor without an error. So the mask is always drawn on
        // the processor, which also gives the same mask on every device.
        torch.Tensor mask = Drawn(order, values.dtype, rate).Upload(values.device);
        return isMap ? mask.permute(0, 3, 1, 2) : mask;
    }

    private torch.Tensor Drawn(long[] shape, torch.ScalarType type, double rate)
    {
        torch.Tensor mask = torch.empty(shape, dtype: type);
        using torch.Tensor start = torch.randint(long.MaxValue, [1], dtype: torch.int64, generator: Random);
        ulong seed = (ulong)start.item<long>();
        float kept = (float)(1 / (1 - rate));
        if (type == torch.bfloat16)
        {
            // bfloat16 is the upper 16 bits of a float32; round half to even.
            uint bits = BitConverter.SingleToUInt32Bits(kept);
            DropoutMask.Fill(MemoryMarshal.Cast<byte, ushort>(mask.bytes), seed, rate,
                (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
        }
        else
        {
            DropoutMask.Fill(MemoryMarshal.Cast<byte, float>(mask.bytes), seed, rate, kept);
        }
        return mask;
    }

    /// <summary>The weight in the precision of the computation.</summary>
    public torch.Tensor WeightForCompute(string name) => IsHalf ? Weights[name].to(torch.bfloat16) : Weights[name];

    /// <summary>The tensor in the precision of the computation, channels last.</summary>
    public torch.Tensor PrepareInput(torch.Tensor input) => ChannelsLast.Convert(IsHalf ? input.to(torch.bfloat16) : input);
}
