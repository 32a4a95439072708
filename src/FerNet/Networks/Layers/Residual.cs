using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>A residual block: <c>shortcut(x) + body(x)</c>.</summary>
/// <remarks>
/// Source: He et al., "Deep Residual Learning", arXiv:1512.03385. If the body reduces the size, the shortcut applies average pooling. If
/// the body changes the number of channels, a 1x1 convolution with batch normalization follows (He T. et al., "Bag of Tricks",
/// arXiv:1812.01187). Otherwise the shortcut is the input itself.
/// </remarks>
public sealed record Residual : Layer
{
    /// <summary>Creates a residual block.</summary>
    /// <param name="body">The layers of the body in order, at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="body"/> is empty, or a layer in it is null.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public Residual(params IReadOnlyList<Layer> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Count == 0) throw new ArgumentException("A residual block needs at least one layer in its body.", nameof(body));
        Body = LayerSequence.Frozen(body);
    }

    /// <summary>The layers of the body in order.</summary>
    public IReadOnlyList<Layer> Body { get; }

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input)
    {
        TensorShape output = LayerSequence.OutputShape(Body, input);
        if (output.IsFlat != input.IsFlat || (output.IsFlat && output.Channels != input.Channels))
            throw Refuse(input, $"its body turns the shape into {output}, to which the input cannot be added");
        _ = ShortcutStride(input, output);
        return output;
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(TensorShape input) =>
        LayerSequence.MultiplyAdds(Body, input) + LayerSequence.MultiplyAdds(Projection(input, OutputShape(input)), Pooled(input));

    internal override IEnumerable<WeightSpec> Weights(TensorShape input) =>
        LayerSequence.Weights(Body, input, "body.")
            .Concat(LayerSequence.Weights(Projection(input, OutputShape(input)), Pooled(input), "shortcut."));

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input)
    {
        TensorShape from = input.dim() == 2
            ? TensorShape.Flat((int)input.shape[1])
            : new((int)input.shape[1], (int)input.shape[2], (int)input.shape[3]);
        TensorShape to = LayerSequence.OutputShape(Body, from);
        int stride = ShortcutStride(from, to);
        torch.Tensor shortcut = stride > 1
            ? torch.nn.functional.avg_pool2d(input, stride, stride, ceil_mode: true, count_include_pad: false)
            : input;
        shortcut = LayerSequence.Forward(Projection(from, to), pass, $"{layerName}.shortcut.", shortcut);
        return shortcut.add(LayerSequence.Forward(Body, pass, $"{layerName}.body.", input), TorchScalars.One);
    }

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape)
    {
        TensorShape output = OutputShape(shape);
        int stride = ShortcutStride(shape, output);
        string shortcut = stride == 1 ? input : export.Graph.Node(
            "AveragePool",
            $"{layerName}.pool",
            [input],
            ("kernel_shape", new long[] { stride, stride }),
            ("strides", new long[] { stride, stride }),
            ("ceil_mode", 1L),
            ("count_include_pad", 0L));
        shortcut = export.Stack(Projection(shape, output), $"{layerName}.shortcut.", shortcut, Pooled(shape));
        return export.Graph.Node("Add", layerName, [shortcut, export.Stack(Body, $"{layerName}.body.", input, shape)]);
    }

    /// <summary>The projection layers of the shortcut; empty if the number of channels does not change.</summary>
    internal IReadOnlyList<Layer> Shortcut(TensorShape input) => Projection(input, OutputShape(input));

    private TensorShape Pooled(TensorShape input)
    {
        TensorShape output = OutputShape(input);
        return input with { Height = output.Height, Width = output.Width };
    }

    private static Layer[] Projection(TensorShape input, TensorShape output) => input.Channels == output.Channels
        ? []
        : [new Conv2D(output.Channels, 1) { UseBias = false, HeNormal = true }, new BatchNormalization { Momentum = 0.9, Epsilon = 1e-5 }];

    private int ShortcutStride(TensorShape input, TensorShape output)
    {
        int stride = (input.Height + output.Height - 1) / output.Height;
        bool matches = (input.Height + stride - 1) / stride == output.Height && (input.Width + stride - 1) / stride == output.Width;
        return matches ? stride : throw Refuse(input, $"its body turns the shape into {output}, to which no stride shrinks the input");
    }
}
