using System.Globalization;
using FerNet.Networks.Onnx;

namespace FerNet.Networks.Detection;

/// <summary>Writes a trained detector as the ONNX graph that <see cref="DetectorFormat"/> describes.</summary>
/// <remarks>
/// Batch normalization and the scaling of the pixel values are folded into the convolutions, so that only convolutions and ReLU run on the
/// large maps.
/// </remarks>
internal sealed class DetectorGraph
{
    private readonly OnnxGraph graph = new("FerNet face detector");
    private readonly IReadOnlyDictionary<string, WeightArray> weights;
    private readonly string scales;

    private DetectorGraph(IReadOnlyDictionary<string, WeightArray> weights)
    {
        this.weights = weights;
        graph.Input(DetectorFormat.Input, -1, 3, -2, -3);
        graph.Weight("scales", [1, 1, 2, 2], 4);
        scales = "scales";
    }

    /// <param name="network">The description.</param>
    /// <param name="weights">Its weights and running statistics by name.</param>
    /// <param name="facts">Metadata of the file, by key.</param>
    public static byte[] Write(DetectorNetwork network, IReadOnlyDictionary<string, WeightArray> weights,
        IReadOnlyDictionary<string, string> facts)
    {
        DetectorGraph writer = new(weights);
        foreach (DetectorNode node in network.Nodes) writer.Write(node);
        writer.WriteOutputs(network.Heads);
        foreach ((string key, string value) in facts) writer.graph.Metadata[key] = value;
        writer.graph.Metadata[DetectorFormat.Key] = DetectorFormat.Version.ToString(CultureInfo.InvariantCulture);
        return writer.graph.ToBytes();
    }

    private void Write(DetectorNode node)
    {
        if (node.Operation == DetectorOperation.UpsampledSum)
        {
            string enlarged = graph.Node("Resize", $"{node.Name}.enlarged", [node.Inputs[1], "", scales],
                ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
            graph.Node("Add", node.Name, [node.Inputs[0], enlarged]);
            return;
        }
        (float[] kernel, float[]? bias) = Folded(node);
        string output = node.HasReLU ? $"{node.Name}.linear" : node.Name;
        List<string> inputs = [node.Inputs[0], graph.Weight(node.KernelName, kernel, weights[node.KernelName].Shape)];
        if (bias is not null) inputs.Add(graph.Weight(node.BiasName, bias, node.Channels));
        long border = node.Kernel / 2;
        graph.Node("Conv", output, inputs,
            ("kernel_shape", new long[] { node.Kernel, node.Kernel }),
            ("strides", new long[] { node.Stride, node.Stride }),
            ("pads", new[] { border, border, border, border }),
            ("group", (long)node.Groups));
        if (node.HasReLU) graph.Node("Relu", node.Name, [output]);
    }

    /// <summary>Splits the values of all cells [N, A, 15] into the three outputs.</summary>
    private void WriteOutputs(IReadOnlyList<string> heads)
    {
        string shape = graph.Constant("cells.shape", 0, -1, DetectorFormat.ValuesPerCell);
        string[] maps = [.. heads.Select(head => graph.Node("Reshape", $"{head}.cells",
            [graph.Node("Transpose", $"{head}.last", [head], ("perm", new long[] { 0, 2, 3, 1 })), shape]))];
        string cells = graph.Node("Concat", "cells", maps, ("axis", 1L));
        string axis = graph.Constant("cells.axis", 2);
        string logits = Slice("logits", 0, 1);
        graph.Node("Sigmoid", DetectorFormat.Scores, [graph.Node("Squeeze", "logits.flat", [logits, axis])]);
        Slice(DetectorFormat.Boxes, 1, 5);
        Slice(DetectorFormat.Landmarks, 5, DetectorFormat.ValuesPerCell);
        graph.Output(DetectorFormat.Scores, -1, -4);
        graph.Output(DetectorFormat.Boxes, -1, -4, 4);
        graph.Output(DetectorFormat.Landmarks, -1, -4, 2 * DetectorFormat.LandmarkCount);

        string Slice(string name, long from, long to) =>
            graph.Node("Slice", name, [cells, graph.Constant($"{name}.from", [from]), graph.Constant($"{name}.to", [to]), axis]);
    }

    /// <summary>
    /// Kernel and bias with batch normalization folded in; for the stem, also the scaling of the pixel values. Computed in double
    /// precision.
    /// </summary>
    private (float[] Kernel, float[]? Bias) Folded(DetectorNode node)
    {
        float[] kernel = weights[node.KernelName].Values;
        double unit = node.Inputs[0] == DetectorFormat.Input ? 1 / (double)DetectorNetwork.LevelUnit : 1;
        if (!node.HasNormalization)
            return ([.. kernel.Select(value => (float)(value * unit))], node.IsHead ? weights[node.BiasName].Values : null);
        float[] scale = weights[$"{node.Name}.scale"].Values, shift = weights[$"{node.Name}.shift"].Values;
        float[] mean = weights[$"{node.Name}.mean"].Values, variance = weights[$"{node.Name}.variance"].Values;
        float[] folded = new float[kernel.Length], bias = new float[node.Channels];
        int window = kernel.Length / node.Channels;
        for (int channel = 0; channel < node.Channels; channel++)
        {
            double factor = scale[channel] / Math.Sqrt(variance[channel] + DetectorNetwork.NormalizationEpsilon);
            bias[channel] = (float)(shift[channel] - (mean[channel] * factor));
            for (int i = channel * window; i < (channel + 1) * window; i++) folded[i] = (float)(kernel[i] * factor * unit);
        }
        return (folded, bias);
    }
}
