using FerNet.Imaging;
using FerNet.Networks.Layers;

namespace FerNet.Networks;

/// <summary>
/// The description of a network: its input shape and its layers in order, like Keras' Sequential. The output of the last layer is seven
/// logits.
/// </summary>
/// <remarks>
/// Training, the exported ONNX graph, the summary and the cost all use this description. Softmax is not a layer: it is part of the loss in
/// training and the last operation of the exported graph. Immutable and therefore thread-safe.
/// </remarks>
public sealed class Network
{
    /// <summary>Creates a network with the input [N, 1, 48, 48], gray patches.</summary>
    /// <param name="name">Name of the network in summaries and model cards.</param>
    /// <param name="layers">The layers in order. The output of the last one must be [N, 7].</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, a layer is null or does not accept the output of the layer
    /// before it, or the output of the last layer is not (N, 7).</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="layers"/> is null.</exception>
    public Network(string name, params IReadOnlyList<Layer> layers)
        : this(name, new TensorShape(1, FacePatch.Size, FacePatch.Size), layers)
    {
        if (Output != TensorShape.Flat(EmotionExtensions.Count))
        {
            throw new ArgumentException(
                $"The network '{name}' ends with the shape {Output}; seven emotions need (N, 7): end with new Dense(7).", nameof(layers));
        }
    }

    internal Network(string name, TensorShape input, IReadOnlyList<Layer> layers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(layers);
        Name = name;
        Input = input;
        Layers = LayerSequence.Frozen(layers);
        Output = LayerSequence.OutputShape(Layers, input);
        Weights = Array.AsReadOnly(LayerSequence.Weights(Layers, input).ToArray());
        MultiplyAdds = LayerSequence.MultiplyAdds(Layers, input);
    }

    /// <summary>
    /// The network of the Keras tutorial: four blocks of convolutions (64, 128, 256, 512 filters) and three dense layers, all with dropout.
    /// </summary>
    public static Network KerasBaseline { get; } = NetworkPresets.KerasBaseline();

    /// <summary>The network of the default model: residual blocks with squeeze-and-excite.</summary>
    public static Network Default { get; } = NetworkPresets.Default();

    /// <summary>
    /// The network of the fast model, for phones and cameras. It needs about 5 % of the multiply-adds of <see cref="Default"/>.
    /// </summary>
    public static Network Fast { get; } = NetworkPresets.Fast();

    /// <summary>The names that <see cref="FromName"/> accepts.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["keras", "default", "fast", "fast-branches", "teacher-a", "teacher-b", "teacher-c", "teacher-d"];

    /// <summary>
    /// Returns the network of a name: "keras", "default", "fast"; "fast-branches", a fast network of <see cref="ReparameterizedConv2D"/>
    /// layers; or "teacher-a" to "teacher-d", the teachers of the shipped models.
    /// </summary>
    /// <exception cref="ArgumentException">There is no network of this name.</exception>
    public static Network FromName(string name) => name switch
    {
        "keras" or "seed" => KerasBaseline,
        "default" => Default,
        "fast" => Fast,
        "fast-branches" => NetworkPresets.FastBranches(),
        "teacher-a" => NetworkPresets.TeacherA(),
        "teacher-b" => NetworkPresets.TeacherB(),
        "teacher-c" => NetworkPresets.TeacherC(),
        "teacher-d" => NetworkPresets.TeacherD(),
        _ => throw new ArgumentException($"There is no network '{name}'; the names are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Name of the network in summaries and model cards.</summary>
    public string Name { get; }

    /// <summary>The shape of one input: one channel of 48 x 48.</summary>
    public TensorShape Input { get; }

    /// <summary>The shape of the output: seven logits.</summary>
    public TensorShape Output { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Number of parameters, including running statistics, as Keras counts them.</summary>
    public long ParameterCount => Weights.Sum(weight => weight.Count);

    /// <summary>Number of trainable parameters.</summary>
    public long TrainableParameterCount => Weights.Where(weight => weight.IsTrainable).Sum(weight => weight.Count);

    /// <summary>Number of multiply-adds for one image, in convolutions and dense layers.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The descriptions of all weights; their names begin with the layer names.</summary>
    internal IReadOnlyList<WeightSpec> Weights { get; }

    /// <summary>
    /// Whether the network accepts patches of other sizes than 48 x 48, which is so without a <see cref="Flatten"/> layer.
    /// </summary>
    internal bool TakesAnySize => !Layers.Any(layer => layer is Flatten);

    /// <summary>A table of the layers: output shape, parameters and multiply-adds of each, and the totals.</summary>
    public string Summary() => SummaryTable.Format(this);

    /// <summary>The name and all layers in one line.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Layers.Select(SummaryTable.Describe))}";
}
