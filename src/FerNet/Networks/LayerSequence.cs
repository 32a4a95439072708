using FerNet.Networks.Layers;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>Operations on a sequence of layers, which is a whole network or the body of a block.</summary>
/// <remarks>The name of a weight starts with its layer name: <c>"4.kernel"</c>, or <c>"6.body.0.kernel"</c> within a block.</remarks>
internal static class LayerSequence
{
    public static IReadOnlyList<Layer> Frozen(IEnumerable<Layer> layers) =>
        Array.AsReadOnly(layers.Select(layer => layer ?? throw new ArgumentException("A layer is null.", nameof(layers))).ToArray());

    public static TensorShape OutputShape(IEnumerable<Layer> layers, TensorShape input) =>
        layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));

    public static long MultiplyAdds(IEnumerable<Layer> layers, TensorShape input) =>
        Walk(layers, input).Sum(step => step.Layer.MultiplyAdds(step.Input));

    public static IEnumerable<WeightSpec> Weights(IEnumerable<Layer> layers, TensorShape input, string prefix = "") =>
        from step in Walk(layers, input)
        from weight in step.Layer.Weights(step.Input)
        select weight with { Name = $"{prefix}{step.Index}.{weight.Name}" };

    /// <param name="layers">The whole network or body; names count from its first layer.</param>
    /// <param name="pass">Weights and mode.</param>
    /// <param name="prefix">Prefix of the layer names, before the index.</param>
    /// <param name="input">Input of the first computed layer.</param>
    /// <param name="first">Index of the first layer to compute.</param>
    public static torch.Tensor Forward(IReadOnlyList<Layer> layers, ForwardPass pass, string prefix, torch.Tensor input, int first = 0)
    {
        for (int index = first; index < layers.Count; index++)
        {
            input = layers[index].Forward(pass, $"{prefix}{index}", input);
        }
        return input;
    }

    /// <summary>Each layer with its index and its input shape.</summary>
    public static IEnumerable<(int Index, Layer Layer, TensorShape Input)> Walk(IEnumerable<Layer> layers, TensorShape input)
    {
        int index = 0;
        foreach (Layer layer in layers)
        {
            yield return (index++, layer, input);
            input = layer.OutputShape(input);
        }
    }
}
