using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// A convolution that has several branches during training and is exported as one convolution: [N, c, height, width] to [N,
/// <see cref="Filters"/>, height', width'].
/// </summary>
/// <remarks>
/// Source: Ding et al., "RepVGG", arXiv:2101.03697; Vasu et al., "MobileOne", arXiv:2206.04040. The output is the sum of a convolution, a
/// 1x1 convolution (if the kernel is larger than 1) and the input itself (if the stride is 1 and the channels stay the same), each with
/// batch normalization. All branches are linear, so the exported graph contains their sum as one convolution with a bias. Put
/// <see cref="ReLU"/> after the layer, and no normalization. Cost and file size are those of one convolution;
/// <see cref="Network.ParameterCount"/> counts the weights of all branches. The padding is <see cref="Padding.Same"/>.
/// </remarks>
/// <param name="Filters">Number of output channels, at least 1.</param>
/// <param name="KernelSize">Width and height of the kernel in pixels, odd and at least 1. Default: 3.</param>
public sealed record ReparameterizedConv2D(int Filters, int KernelSize = 3) : Layer
{
    private static readonly BatchNormalization Normalization = new() { Momentum = 0.9, Epsilon = 1e-5 };

    /// <summary>Number of output channels, at least 1.</summary>
    public int Filters { get; } = new Conv2D(Filters, KernelSize).Filters;

    /// <summary>Width and height of the kernel in pixels, odd and at least 1.</summary>
    public int KernelSize { get; } = new Conv2D(Filters, KernelSize).KernelSize;

    /// <summary>Stride of the kernel in pixels, at least 1. Default: 1.</summary>
    public int Stride { get; init => field = Utilities.Guard.AtLeast(value, 1, nameof(Stride)); } = 1;

    /// <summary>Number of groups into which the channels are split, at least 1. Default: 1.</summary>
    public int Groups { get; init => field = Utilities.Guard.AtLeast(value, 1, nameof(Groups)); } = 1;

    private Conv2D Window => new(Filters, KernelSize) { Stride = Stride, Groups = Groups, UseBias = false, HeNormal = true };

    private Conv2D Point => new(Filters, 1) { Stride = Stride, Groups = Groups, UseBias = false, HeNormal = true };

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) => Window.OutputShape(input);

    /// <inheritdoc/>
    public override long MultiplyAdds(TensorShape input) => Window.MultiplyAdds(input);

    internal override IEnumerable<WeightSpec> Weights(TensorShape input) =>
    [
        .. Window.Weights(input),
        .. Named("norm", Normalization.Weights(OutputShape(input)), isBranch: false),
        .. HasPoint ? Named("point", Point.Weights(input), isBranch: true) : [],
        .. HasPoint ? Named("pointNorm", Normalization.Weights(OutputShape(input)), isBranch: true) : [],
        .. KeepsShape(input.Channels) ? Named("identityNorm", Normalization.Weights(input), isBranch: true) : [],
    ];

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input)
    {
        torch.Tensor sum = Normalization.Forward(pass, $"{layerName}.norm", Window.Forward(pass, layerName, input));
        if (HasPoint)
            sum = sum.add(
                Normalization.Forward(pass, $"{layerName}.pointNorm", Point.Forward(pass, $"{layerName}.point", input)), TorchScalars.One);
        return KeepsShape((int)input.shape[1])
            ? sum.add(Normalization.Forward(pass, $"{layerName}.identityNorm", input), TorchScalars.One)
            : sum;
    }

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape)
    {
        (WeightArray kernel, float[] bias) = export.Fold($"{layerName}.kernel", $"{layerName}.norm", Normalization.Epsilon);
        int area = KernelSize * KernelSize, middle = area / 2, channels = shape.Channels / Groups;
        if (HasPoint)
        {
            (WeightArray point, float[] pointBias) =
                export.Fold($"{layerName}.point.kernel", $"{layerName}.pointNorm", Normalization.Epsilon);
            for (int i = 0; i < point.Values.Length; i++) kernel.Values[(i * area) + middle] += point.Values[i];
            for (int i = 0; i < bias.Length; i++) bias[i] += pointBias[i];
        }
        if (KeepsShape(shape.Channels))
        {
            (float[] factors, float[] shifts) = export.Normalization($"{layerName}.identityNorm", Normalization.Epsilon);
            int filtersPerGroup = Filters / Groups;
            for (int i = 0; i < bias.Length; i++)
            {
                kernel.Values[(((i * channels) + (i % filtersPerGroup)) * area) + middle] += factors[i];
                bias[i] += shifts[i];
            }
        }
        return export.Convolution(Window, layerName, input, kernel, bias);
    }

    private bool HasPoint => KernelSize > 1;

    private bool KeepsShape(int channels) => channels == Filters && Stride == 1;

    private static IEnumerable<WeightSpec> Named(string part, IEnumerable<WeightSpec> weights, bool isBranch) =>
        weights.Select(weight => weight with { Name = $"{part}.{weight.Name}", IsBranch = isBranch });
}
