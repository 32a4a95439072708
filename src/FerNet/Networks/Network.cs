using FerNet.Imaging;
using FerNet.Networks.Layers;

namespace FerNet.Networks;

/// <summary>
/// A network as data: the shape of its input and its layers in order, like Keras' Sequential. The last layer leaves seven logits.
/// </summary>
/// <remarks>
/// The network that is trained, the ONNX graph that is scored, the summary and the cost are all read from this one description.
/// The softmax is no layer: training takes it into the loss, and the exported graph ends with it. Immutable, hence thread-safe.
/// </remarks>
public sealed class Network
{
    /// <summary>Stacks layers on an input of one gray face: [N, 1, 48, 48].</summary>
    /// <param name="name">What the network is called in summaries and model cards.</param>
    /// <param name="layers">The layers in order; the last one must leave seven values.</param>
    /// <exception cref="ArgumentException">Two layers do not fit each other, or the last does not leave (N, 7).</exception>
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
    /// The post's network, to the letter: four blocks of convolutions (64, 128, 256, 512 filters), three dense layers, dropout throughout.
    /// </summary>
    public static Network KerasBaseline { get; } = NetworkPresets.KerasBaseline();

    /// <summary>FerNet's own network: residual blocks with squeeze-and-excite, small and accurate.</summary>
    public static Network Default { get; } = NetworkPresets.Default();

    /// <summary>A network for phones and cameras: a twentieth of the default one's cost.</summary>
    public static Network Fast { get; } = NetworkPresets.Fast();

    /// <summary>The names that <see cref="FromName"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["keras", "default", "fast", "fast-branches", "teacher-a", "teacher-b", "teacher-c", "teacher-d"];

    /// <summary>
    /// A network by its name: "keras", "default", "fast"; "fast-branches", a fast network of <see cref="ReparameterizedConv2D"/>; or one of
    /// the networks that teach the shipped ones, "teacher-a" to "teacher-d".
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

    /// <summary>What the network is called.</summary>
    public string Name { get; }

    /// <summary>The shape of one input: one channel of 48 x 48.</summary>
    public TensorShape Input { get; }

    /// <summary>The shape that leaves the last layer: seven logits.</summary>
    public TensorShape Output { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Numbers in all weights, running statistics included, as Keras counts them.</summary>
    public long ParameterCount => Weights.Sum(weight => weight.Count);

    /// <summary>Numbers in the weights that learn.</summary>
    public long TrainableParameterCount => Weights.Where(weight => weight.IsTrainable).Sum(weight => weight.Count);

    /// <summary>Multiplications followed by an addition for one image, in convolutions and dense layers.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The shape of every weight, by its place in the network.</summary>
    internal IReadOnlyList<WeightSpec> Weights { get; }

    /// <summary>Whether patches smaller or larger than 48 x 48 can pass: no layer counts the pixels.</summary>
    internal bool TakesAnySize => !Layers.Any(layer => layer is Flatten);

    /// <summary>A table of the layers: output shape, parameters and multiply-adds of each, and the totals.</summary>
    public string Summary() => SummaryTable.Format(this);

    /// <summary>One line that tells the network apart from others: its name and all its layers.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Layers.Select(SummaryTable.Describe))}";
}
