using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>Flattens the maps: [N, c, h, w] to [N, c * h * w], channel by channel, row by row. A flat input is unchanged.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) => TensorShape.Flat(checked((int)input.Count));

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) => input.flatten(1);

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        shape.IsFlat ? input : export.Graph.Node("Flatten", layerName, [input], ("axis", 1L));
}
