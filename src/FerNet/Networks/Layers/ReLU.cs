using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>Rectified linear unit: <c>max(0, x)</c> of each value. The output has the shape of the input.</summary>
public sealed record ReLU : Layer
{
    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) => input;

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) => torch.nn.functional.relu(input);

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Graph.Node("Relu", layerName, [input]);
}
