using System.Text.Json.Serialization;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>One layer of a <see cref="Network"/>: an immutable description that answers four questions, each in one method.</summary>
/// <remarks>
/// The four answers are the output's shape and the weights (the summary), the multiply-adds (the cost), the computation that is
/// trained (TorchSharp), and the same computation as a graph that is scored (ONNX). The set of layers is closed: a network of your
/// own is stacked from those in this namespace. Immutable, hence thread-safe.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Type")]
[JsonDerivedType(typeof(BatchNormalization), nameof(BatchNormalization))]
[JsonDerivedType(typeof(Conv2D), nameof(Conv2D))]
[JsonDerivedType(typeof(Dense), nameof(Dense))]
[JsonDerivedType(typeof(Dropout), nameof(Dropout))]
[JsonDerivedType(typeof(Flatten), nameof(Flatten))]
[JsonDerivedType(typeof(GlobalAveragePooling), nameof(GlobalAveragePooling))]
[JsonDerivedType(typeof(MaxPooling2D), nameof(MaxPooling2D))]
[JsonDerivedType(typeof(ReLU), nameof(ReLU))]
[JsonDerivedType(typeof(ReparameterizedConv2D), nameof(ReparameterizedConv2D))]
[JsonDerivedType(typeof(Residual), nameof(Residual))]
[JsonDerivedType(typeof(SqueezeExcite), nameof(SqueezeExcite))]
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The shape that leaves the layer when <paramref name="input"/> enters it.</summary>
    /// <exception cref="ArgumentException">The layer cannot take this shape; the message says what it needs.</exception>
    public abstract TensorShape OutputShape(TensorShape input);

    /// <summary>
    /// Multiplications followed by an addition that one image costs in convolutions and dense layers; everything else counts as free.
    /// </summary>
    public virtual long MultiplyAdds(TensorShape input) => 0;

    /// <summary>The layer's weights, in the order Keras lists them, for a given input.</summary>
    internal virtual IEnumerable<WeightSpec> Weights(TensorShape input) => [];

    /// <summary>The computation on a batch: [N, channels, height, width] or [N, features].</summary>
    internal abstract torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input);

    /// <summary>Appends the computation, as at prediction time, to an ONNX graph; answers the name of the value it leaves.</summary>
    internal abstract string Export(OnnxExport export, string layerName, string input, TensorShape shape);

    private protected ArgumentException Refuse(TensorShape input, string need) =>
        new($"{GetType().Name} cannot follow a layer of shape {input}: {need}.", nameof(input));
}
