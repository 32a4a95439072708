using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// Normalizes each channel to mean 0 and variance 1 over the batch, then applies a learned scale and shift. The output has the shape of the
/// input.
/// </summary>
/// <remarks>
/// Source: Ioffe and Szegedy, "Batch Normalization", arXiv:1502.03167. At prediction time, running averages replace the statistics of the
/// batch. In the exported graph, the layer is folded into a <see cref="Conv2D"/> directly before it.
/// </remarks>
public sealed record BatchNormalization : Layer
{
    /// <summary>
    /// Share of the running average that is kept at each step, 0 to 1, as in Keras (PyTorch's momentum is 1 minus this value). Default:
    /// 0.99.
    /// </summary>
    public double Momentum { get; init => field = Guard.Between(value, 0, 1, nameof(Momentum)); } = 0.99;

    /// <summary>Added to the variance before the square root, 1e-12 to 1. Default: 0.001.</summary>
    public double Epsilon { get; init => field = Guard.Between(value, 1e-12, 1, nameof(Epsilon)); } = 1e-3;

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) => input;

    internal override IEnumerable<WeightSpec> Weights(TensorShape input) =>
    [
        new WeightSpec("scale", WeightRole.Scale, input.Channels),
        new WeightSpec("shift", WeightRole.Shift, input.Channels),
        new WeightSpec("mean", WeightRole.RunningMean, input.Channels),
        new WeightSpec("variance", WeightRole.RunningVariance, input.Channels),
    ];

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input)
    {
        if (pass.Folded is { } folded && folded.Contains(layerName))
            return folded.Pass(layerName, input, pass.Weights[$"{layerName}.shift"], Epsilon);
        pass.Statistics?.Add(layerName, input);
        return torch.nn.functional.batch_norm(
            input,
            pass.Weights[$"{layerName}.mean"],
            pass.Weights[$"{layerName}.variance"],
            pass.Weights[$"{layerName}.scale"],
            pass.Weights[$"{layerName}.shift"],
            pass.IsTraining,
            pass.Statistics is null && !pass.FreezesRunningStatistics ? 1 - Momentum : 0,
            Epsilon);
    }

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Graph.Node(
            "BatchNormalization",
            layerName,
            [
                input,
                export.Weight($"{layerName}.scale"),
                export.Weight($"{layerName}.shift"),
                export.Weight($"{layerName}.mean"),
                export.Weight($"{layerName}.variance"),
            ],
            ("epsilon", (float)Epsilon));
}
