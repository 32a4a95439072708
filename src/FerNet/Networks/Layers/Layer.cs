using System.Text.Json.Serialization;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>One layer of a <see cref="Network"/>. Immutable and therefore thread-safe.</summary>
/// <remarks>
/// A layer describes its output shape and weights (for the summary), its multiply-adds (the cost), its computation in training
/// (TorchSharp), and the same computation at prediction time (ONNX). Applications cannot derive their own layers; build your own networks
/// from the layers of this namespace. Values outside their documented ranges throw <see cref="ArgumentOutOfRangeException"/>.
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

    /// <summary>Computes the output shape for an input shape, both without the batch dimension.</summary>
    /// <exception cref="ArgumentException">The layer does not accept this shape; the message says which shapes it accepts.</exception>
    public abstract TensorShape OutputShape(TensorShape input);

    /// <summary>
    /// Number of multiply-adds for one image. Only convolutions and dense layers are counted; all other operations count as 0.
    /// </summary>
    public virtual long MultiplyAdds(TensorShape input) => 0;

    /// <summary>The layer's weights for a given input shape, in Keras' order.</summary>
    internal virtual IEnumerable<WeightSpec> Weights(TensorShape input) => [];

    /// <summary>Computes the layer for a batch [N, channels, height, width] or [N, features].</summary>
    internal abstract torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input);

    /// <summary>Appends the prediction-time computation to an ONNX graph and returns the name of its output.</summary>
    internal abstract string Export(OnnxExport export, string layerName, string input, TensorShape shape);

    private protected ArgumentException Refuse(TensorShape input, string need) =>
        new($"{GetType().Name} cannot follow a layer of shape {input}: {need}.", nameof(input));
}
