using System.Runtime.InteropServices;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// What the layers need to compute one batch: the weights, whether the network is learning, and the precision of the arithmetic.
/// </summary>
/// <remarks>
/// With half precision the weights stay float32 and are rounded to bfloat16 for each use; values flow between layers as bfloat16.
/// </remarks>
internal sealed class ForwardPass(WeightStore weights, bool isTraining, bool isHalf)
{
    public WeightStore Weights { get; } = weights;

    public bool IsTraining { get; } = isTraining;

    public bool IsHalf { get; } = isHalf;

    /// <summary>Whether values are dropped: while learning, but not while statistics are only measured.</summary>
    public bool DropsValues => IsTraining && Statistics is null;

    /// <summary>Share of every dropout rate that holds, 0 to 1.</summary>
    public double DropShare { get; init; } = 1;

    /// <summary>
    /// Whether the running statistics stay as they are although the network is learning: the second pass of one step has seen nothing new.
    /// </summary>
    public bool FreezesRunningStatistics { get; init; }

    /// <summary>Where set, takes what enters each batch normalization; the running statistics stay as they are.</summary>
    public NormalizationStatistics? Statistics { get; init; }

    /// <summary>Where set, the normalizations that only add their bias in this pass while they are measured.</summary>
    public FoldedNormalizations? Folded { get; init; }

    /// <summary>
    /// What dropout draws from; a generator of the training's own, so that two trainings at once do not disturb each other.
    /// </summary>
    public torch.Generator? Random { get; init; }

    /// <summary>Zeros for a share of the values, and for the others the number that keeps the mean as it was.</summary>
    public torch.Tensor DropMask(torch.Tensor values, double rate)
    {
        long[] shape = values.shape;
        // Drawn in the order in which maps lie in memory, channels last.
        bool isMap = shape.Length == 4;
        long[] order = isMap ? [shape[0], shape[2], shape[3], shape[1]] : shape;
        // TorchSharp's generators are CPU generators, and a draw with one on a graphics card returns a null tensor without an error:
        // the mask is drawn on the processor for every device, which also gives the same numbers everywhere.
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
            // bfloat16 is the upper half of float32, rounded to even.
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
    public torch.Tensor Computing(string name) => IsHalf ? Weights[name].to(torch.bfloat16) : Weights[name];

    /// <summary>The tensor in the precision of the computation, channels last.</summary>
    public torch.Tensor Enter(torch.Tensor input) => ChannelsLast.Convert(IsHalf ? input.to(torch.bfloat16) : input);
}
