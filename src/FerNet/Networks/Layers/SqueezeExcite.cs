using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// Multiplies each channel by a factor from 0 to 1 that two small dense layers compute from the means of all channels: [N, c, h, w] to [N,
/// c, h, w].
/// </summary>
/// <remarks>Source: Hu et al., "Squeeze-and-Excitation Networks", arXiv:1709.01507.</remarks>
/// <param name="Reduction">The hidden layer has channels / Reduction units, but at least 4. At least 1. Default: 16.</param>
public sealed record SqueezeExcite(int Reduction = 16) : Layer
{
    /// <summary>The number of channels divided by the number of units of the hidden layer, at least 1.</summary>
    public int Reduction { get; } = Guard.AtLeast(Reduction, 1, nameof(Reduction));

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) =>
        input.IsFlat ? throw Refuse(input, "it needs maps (N, channels, height, width)") : input;

    /// <inheritdoc/>
    public override long MultiplyAdds(TensorShape input) => 2L * input.Channels * Middle(input.Channels);

    internal override IEnumerable<WeightSpec> Weights(TensorShape input) =>
    [
        new WeightSpec("squeeze.kernel", WeightRole.Kernel, Middle(input.Channels), input.Channels),
        new WeightSpec("squeeze.bias", WeightRole.Bias, Middle(input.Channels)),
        new WeightSpec("excite.kernel", WeightRole.Kernel, input.Channels, Middle(input.Channels)),
        new WeightSpec("excite.bias", WeightRole.Bias, input.Channels),
    ];

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input)
    {
        torch.Tensor means = input.mean([2L, 3L]);                                                                   // [N, c]
        torch.Tensor middle =
            torch.nn.functional.linear(
                means, pass.WeightForCompute($"{layerName}.squeeze.kernel"), pass.WeightForCompute($"{layerName}.squeeze.bias"));
        torch.Tensor gate =
            torch.nn.functional.linear(
                middle.relu(), pass.WeightForCompute($"{layerName}.excite.kernel"), pass.WeightForCompute($"{layerName}.excite.bias"));
        return input * gate.sigmoid().unsqueeze(2).unsqueeze(3);                                                     // [N, c, 1, 1]
    }

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape)
    {
        int middle = Middle(shape.Channels);
        string means = export.Graph.Node("GlobalAveragePool", $"{layerName}.means", [input]);
        string squeezed = export.Pointwise($"{layerName}.squeeze", means, middle, shape.Channels);
        string excited =
            export.Pointwise($"{layerName}.excite", export.Graph.Node("Relu", $"{layerName}.relu", [squeezed]), shape.Channels, middle);
        return export.Graph.Node("Mul", layerName, [input, export.Graph.Node("Sigmoid", $"{layerName}.gate", [excited])]);
    }

    private int Middle(int channels) => Math.Max(4, channels / Reduction);
}
