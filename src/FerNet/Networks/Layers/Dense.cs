using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// A fully connected layer: [N, features] to [N, <see cref="Units"/>]. Each output is a weighted sum of all inputs plus a bias.
/// </summary>
/// <remarks>As in Keras, kernels are initialized Glorot-uniform and biases with zeros.</remarks>
/// <param name="Units">Number of outputs, at least 1.</param>
public sealed record Dense(int Units) : Layer
{
    /// <summary>Number of outputs, at least 1.</summary>
    public int Units { get; } = Guard.AtLeast(Units, 1, nameof(Units));

    /// <summary>Strength of the kernel's L2 penalty, added to the loss as <c>strength * sum(w^2)</c>, 0 to 1. Default: 0.</summary>
    public double KernelL2 { get; init => field = Guard.Between(value, 0, 1, nameof(KernelL2)); }

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) =>
        input.IsFlat ? TensorShape.Flat(Units) : throw Refuse(input, "put Flatten or GlobalAveragePooling before it");

    /// <inheritdoc/>
    public override long MultiplyAdds(TensorShape input) => (long)input.Channels * Units;

    internal override IEnumerable<WeightSpec> Weights(TensorShape input) =>
    [
        new WeightSpec("kernel", WeightRole.Kernel, Units, input.Channels) { L2 = KernelL2 },
        new WeightSpec("bias", WeightRole.Bias, Units),
    ];

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) =>
        torch.nn.functional.linear(input, pass.WeightForCompute($"{layerName}.kernel"), pass.WeightForCompute($"{layerName}.bias"));

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Graph.Node(
            "Gemm",
            layerName,
            [input, export.Weight($"{layerName}.kernel"), export.Weight($"{layerName}.bias")],
            ("transB", 1L));
}
