namespace FerNet.Networks.Detection;

/// <summary>What a node of the detector computes.</summary>
internal enum DetectorOperation
{
    /// <summary>A convolution, with optional batch normalization and ReLU.</summary>
    Convolution,

    /// <summary>The first input plus the second input, upsampled by a factor of 2 (nearest neighbor).</summary>
    UpsampledSum,
}

/// <summary>One node of the detector's graph. Immutable.</summary>
/// <param name="Name">Unique in the network; the prefix of the node's weights.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">Names of the nodes it reads; <see cref="DetectorFormat.Input"/> is the image.</param>
internal sealed record DetectorNode(string Name, DetectorOperation Operation, params IReadOnlyList<string> Inputs)
{
    /// <summary>Number of input channels.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Number of output channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Pixels of the input image between two values of the output.</summary>
    public required int ImageStride { get; init; }

    /// <summary>Width and height of the window.</summary>
    public int Kernel { get; init; } = 1;

    public int Stride { get; init; } = 1;

    public int Groups { get; init; } = 1;

    /// <summary>Whether batch normalization follows; the convolution then has no bias of its own.</summary>
    public bool HasNormalization { get; init; }

    public bool HasReLU { get; init; }

    /// <summary>
    /// Whether the node outputs the values of cells. Such a node has a bias and small initial weights, and is computed in float32.
    /// </summary>
    public bool IsHead { get; init; }

    public string KernelName => $"{Name}.kernel";

    public string BiasName => $"{Name}.bias";

    /// <summary>The node's weights.</summary>
    public IEnumerable<WeightSpec> Weights()
    {
        if (Operation != DetectorOperation.Convolution) yield break;
        yield return new WeightSpec(KernelName, WeightRole.Kernel, Channels, InputChannels / Groups, Kernel, Kernel)
        {
            Start = IsHead ? KernelStart.Small : KernelStart.HeNormal,
        };
        if (IsHead) yield return new WeightSpec(BiasName, WeightRole.Bias, Channels);
        if (!HasNormalization) yield break;
        yield return new WeightSpec($"{Name}.scale", WeightRole.Scale, Channels);
        yield return new WeightSpec($"{Name}.shift", WeightRole.Shift, Channels);
        yield return new WeightSpec($"{Name}.mean", WeightRole.RunningMean, Channels);
        yield return new WeightSpec($"{Name}.variance", WeightRole.RunningVariance, Channels);
    }

    /// <summary>Multiply-adds for an image of <paramref name="pixels"/> pixels.</summary>
    public long MultiplyAdds(long pixels) => Operation == DetectorOperation.Convolution
        ? pixels / ((long)ImageStride * ImageStride) * Channels * (InputChannels / Groups) * Kernel * Kernel
        : 0;
}
