using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// During training, sets a random share of the values to zero and divides the others by <c>1 - Rate</c>. Does nothing at prediction time.
/// The output has the shape of the input.
/// </summary>
/// <remarks>Source: Srivastava et al., "Dropout", Journal of Machine Learning Research 15, 2014.</remarks>
/// <param name="Rate">Share of values set to zero, 0 to 0.99.</param>
public sealed record Dropout(double Rate) : Layer
{
    /// <summary>Share of values set to zero, 0 to 0.99.</summary>
    public double Rate { get; } = Guard.Between(Rate, 0, 0.99, nameof(Rate));

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input) => input;

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) =>
        pass.DropsValues && Rate * pass.DropShare > 0 ? input * pass.DropMask(input, Rate * pass.DropShare) : input;

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) => input;
}
