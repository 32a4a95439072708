using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>
/// The maximum of each window, without overlap: [N, c, h, w] to [N, c, h / size, w / size], rounded down. Remaining rows and columns are
/// ignored.
/// </summary>
/// <param name="PoolSize">Width and height of a window in pixels, at least 1. Default: 2.</param>
public sealed record MaxPooling2D(int PoolSize = 2) : Layer
{
    /// <summary>Width and height of a window in pixels, at least 1.</summary>
    public int PoolSize { get; } = Guard.AtLeast(PoolSize, 1, nameof(PoolSize));

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input)
    {
        if (input.IsFlat) throw Refuse(input, "it needs maps (N, channels, height, width)");
        if (input.Height < PoolSize || input.Width < PoolSize) throw Refuse(input, $"a window of {PoolSize} x {PoolSize} does not fit");
        return new TensorShape(input.Channels, input.Height / PoolSize, input.Width / PoolSize);
    }

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input) =>
        torch.nn.functional.max_pool2d(input, PoolSize, PoolSize);

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Graph.Node(
            "MaxPool",
            layerName,
            [input],
            ("kernel_shape", new long[] { PoolSize, PoolSize }),
            ("strides", new long[] { PoolSize, PoolSize }));
}
