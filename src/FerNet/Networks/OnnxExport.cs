using FerNet.Networks.Layers;
using FerNet.Networks.Onnx;

namespace FerNet.Networks;

/// <summary>Writes a network and its weights as an ONNX graph from gray levels to probabilities and logits.</summary>
/// <remarks>
/// Input <c>Face</c> [N, 1, 48, 48], float32 gray levels 0 to 255; outputs <c>Score</c> [N, 7], probabilities, and <c>Logits</c> [N, 7],
/// before the temperature. The graph also contains standardization, temperature and softmax.
/// </remarks>
internal sealed class OnnxExport
{
    public const string Input = "Face", Scores = "Score", Logits = "Logits";

    private readonly IReadOnlyDictionary<string, WeightArray> weights;

    private OnnxExport(OnnxGraph graph, IReadOnlyDictionary<string, WeightArray> weights)
    {
        Graph = graph;
        this.weights = weights;
    }

    public OnnxGraph Graph { get; }

    /// <summary>Returns the ONNX file of an emotion network.</summary>
    /// <param name="network">The description.</param>
    /// <param name="weights">Its weights by name.</param>
    /// <param name="normalization">Mean and deviation of the training faces.</param>
    /// <param name="temperature">Divides the logits before the softmax, more than 0 (Guo et al., "On Calibration of Modern Neural
    /// Networks", arXiv:1706.04599).</param>
    /// <param name="halfWeights">Whether kernels are stored as float16; the arithmetic stays float32.</param>
    /// <param name="facts">Metadata of the file, by key.</param>
    public static byte[] Write(
        Network network,
        IReadOnlyDictionary<string, WeightArray> weights,
        Normalization normalization,
        float temperature,
        bool halfWeights,
        IReadOnlyDictionary<string, string> facts)
    {
        OnnxGraph graph = new(network.Name, halfWeights);
        string face = graph.Input(Input, -1, network.Input.Channels, network.Input.Height, network.Input.Width);
        OnnxExport export = new(graph, weights);
        string logits = graph.Node("Identity", Logits, [export.Body(network, normalization, face)]);
        string tempered = graph.Node("Div", "tempered", [logits, graph.Constant("temperature", temperature)]);
        graph.Node("Softmax", Scores, [tempered], ("axis", 1L));
        graph.Output(Scores, -1, network.Output.Channels);
        graph.Output(Logits, -1, network.Output.Channels);
        graph.NameSlots(Scores, EmotionExtensions.Names);
        foreach ((string key, string value) in facts) graph.Metadata[key] = value;
        return graph.ToBytes();
    }

    /// <summary>Adds a weight without changing it.</summary>
    public string Weight(string name) => Graph.Weight(name, weights[name].Values, weights[name].Shape);

    /// <summary>Exports layers in sequence. A batch normalization directly after a convolution is folded into it.</summary>
    public string Stack(IReadOnlyList<Layer> layers, string prefix, string input, TensorShape shape)
    {
        for (int index = 0; index < layers.Count; index++)
        {
            string layerName = $"{prefix}{index}";
            if (layers[index] is Conv2D convolution && index + 1 < layers.Count && layers[index + 1] is BatchNormalization normalization)
            {
                input = Convolution(convolution, layerName, input, shape, ($"{prefix}{index + 1}", normalization));
                shape = convolution.OutputShape(shape);
                index++;
                continue;
            }
            input = layers[index].Export(this, layerName, input, shape);
            shape = layers[index].OutputShape(shape);
        }
        return input;
    }

    public string Convolution(Conv2D layer, string layerName, string input, TensorShape shape,
        (string LayerName, BatchNormalization Layer)? folded)
    {
        WeightArray kernel = weights[$"{layerName}.kernel"];
        float[]? bias = layer.UseBias ? weights[$"{layerName}.bias"].Values : null;
        if (folded is { } norm) (kernel, bias) = Fold(kernel, bias, norm.LayerName, norm.Layer.Epsilon);

        return Convolution(layer, layerName, input, kernel, bias);
    }

    /// <summary>Exports a convolution of the layer's shape with the given kernel and bias.</summary>
    public string Convolution(Conv2D layer, string layerName, string input, WeightArray kernel, float[]? bias)
    {
        List<string> inputs = [input, Graph.Weight($"{layerName}.kernel", kernel.Values, kernel.Shape)];
        if (bias is not null) inputs.Add(Graph.Weight($"{layerName}.bias", bias, layer.Filters));
        long border = layer.Border;
        return Graph.Node(
            "Conv",
            layerName,
            inputs,
            ("kernel_shape", new long[] { layer.KernelSize, layer.KernelSize }),
            ("strides", new long[] { layer.Stride, layer.Stride }),
            ("pads", new[] { border, border, border, border }),
            ("group", (long)layer.Groups));
    }

    /// <summary>Exports a dense layer over the channels of 1x1 maps as a 1x1 convolution.</summary>
    public string Pointwise(string layerName, string input, int outputs, int inputs) => Graph.Node(
        "Conv",
        layerName,
        [input, Graph.Weight($"{layerName}.kernel", weights[$"{layerName}.kernel"].Values, outputs, inputs, 1, 1),
            Weight($"{layerName}.bias")],
        ("kernel_shape", new long[] { 1, 1 }));

    private string Body(Network network, Normalization normalization, string face)
    {
        string centered = Graph.Node("Sub", "centered", [face, Graph.Constant("mean", normalization.Mean)]);
        string standardized = Graph.Node("Div", "standardized", [centered, Graph.Constant("deviation", normalization.StandardDeviation)]);
        return Stack(network.Layers, "", standardized, network.Input);
    }

    /// <summary>Folds a normalization into the preceding convolution, which has no bias.</summary>
    public (WeightArray Kernel, float[] Bias) Fold(string kernel, string normalization, double epsilon) =>
        Fold(weights[kernel], null, normalization, epsilon);

    /// <summary>The factor and shift of a normalization for each channel.</summary>
    public (float[] Factors, float[] Shifts) Normalization(string layerName, double epsilon)
    {
        long channels = weights[$"{layerName}.scale"].Values.Length;
        (WeightArray kernel, float[] bias) =
            Fold(new WeightArray([.. Enumerable.Repeat(1f, (int)channels)], [channels]), null, layerName, epsilon);
        return (kernel.Values, bias);
    }

    /// <summary>
    /// <c>scale * (w x + b - mean) / sqrt(variance + epsilon) + shift</c> as one kernel and one bias, computed in double precision.
    /// </summary>
    private (WeightArray Kernel, float[] Bias) Fold(WeightArray kernel, float[]? bias, string layerName, double epsilon)
    {
        float[] scale = weights[$"{layerName}.scale"].Values, shift = weights[$"{layerName}.shift"].Values;
        float[] mean = weights[$"{layerName}.mean"].Values, variance = weights[$"{layerName}.variance"].Values;
        float[] foldedKernel = new float[kernel.Values.Length], foldedBias = new float[scale.Length];
        int window = kernel.Values.Length / scale.Length;
        for (int filter = 0; filter < scale.Length; filter++)
        {
            double factor = scale[filter] / Math.Sqrt(variance[filter] + epsilon);
            foldedBias[filter] = (float)((((bias?[filter] ?? 0.0) - mean[filter]) * factor) + shift[filter]);
            for (int i = filter * window; i < (filter + 1) * window; i++) foldedKernel[i] = (float)(kernel.Values[i] * factor);
        }
        return (new WeightArray(foldedKernel, kernel.Shape), foldedBias);
    }
}
