using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// The mean of each map: [N, c, h, w] to [N, c]. A network with this layer instead of <see cref="Flatten"/> accepts patches of any size.
/// </summary>
public sealed record GlobalAveragePooling : Layer
{
    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) =>
        input.IsFlat ? throw Refuse(input, "it needs maps (N, channels, height, width)") : TensorShape.Flat(input.Channels);

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) => input.mean([2L, 3L]);

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Graph.Node("Flatten", layerName, [export.Graph.Node("GlobalAveragePool", $"{layerName}.mean", [input])], ("axis", 1L));
}
