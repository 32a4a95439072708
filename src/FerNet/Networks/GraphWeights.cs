using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;

namespace FerNet.Networks;

/// <summary>
/// Reads a network's weights from the graph that <see cref="OnnxExport"/> wrote, so that a training can start from a model.
/// </summary>
/// <remarks>
/// A normalization that was folded into the preceding convolution cannot be recovered from the graph. Its shift gets the folded bias, and
/// <see cref="FoldedNormalizations"/> measures the rest on data.
/// </remarks>
internal sealed record GraphWeights(IReadOnlyDictionary<string, WeightArray> Arrays, IReadOnlyList<string> FoldedLayerNames)
{
    /// <exception cref="InvalidDataException">A weight that the network needs is missing from the graph or has another size.</exception>
    public static GraphWeights Read(byte[] graph, Network network)
    {
        Dictionary<string, float[]> stored = Constants(ModelProto.Parser.ParseFrom(graph).Graph);
        Dictionary<string, WeightArray> arrays = [];
        string[] folded =
            [.. network.Weights.Where(spec => spec.Role == WeightRole.Scale && !spec.IsBranch && !stored.ContainsKey(spec.Name))
                .Select(spec => LayerNameOf(spec.Name))];
        foreach (string layerName in folded)
        {
            string bias = $"{ConvolutionBefore(layerName)}.bias";
            stored[$"{layerName}.shift"] = stored.GetValueOrDefault(bias)
                ?? throw new InvalidDataException($"The graph has neither {layerName}.scale nor {bias}.");
            int channels = stored[$"{layerName}.shift"].Length;
            stored[bias] = stored[$"{layerName}.mean"] = new float[channels];
            stored[$"{layerName}.scale"] = stored[$"{layerName}.variance"] = [.. Enumerable.Repeat(1f, channels)];
        }
        foreach (WeightSpec spec in network.Weights)
        {
            if (spec.IsBranch)
            {
                // The graph has one kernel for all branches of the layer. The other branches get a scale of 0, so that they add nothing at
                // first.
                if (spec.Role == WeightRole.Scale) arrays.Add(spec.Name, new WeightArray(new float[spec.Count], spec.Shape));
                continue;
            }
            if (!stored.TryGetValue(spec.Name, out float[]? values))
                throw new InvalidDataException($"The graph has no weight {spec.Name}.");
            if (values.Length != spec.Count)
                throw new InvalidDataException(
                    Invariant($"The graph's weight {spec.Name} has {values.Length:N0} numbers; the network needs {spec.Count:N0}."));
            arrays.Add(spec.Name, new WeightArray(values, spec.Shape));
        }
        return new GraphWeights(arrays, folded);
    }

    private static Dictionary<string, float[]> Constants(GraphProto graph)
    {
        const string Half = ".half";
        Dictionary<string, float[]> constants = [];
        foreach (TensorProto tensor in graph.Initializer.Where(TensorNumbers.IsFloatTensor))
            constants[tensor.Name] = TensorNumbers.Read(tensor);
        foreach (NodeProto node in graph.Node.Where(node =>
            node.OpType == "Constant" && node.Name.EndsWith(Half, StringComparison.Ordinal)))
        {
            constants[node.Name[..^Half.Length]] = TensorNumbers.Read(node.Attribute.Single().T);
        }
        return constants;
    }

    private static string LayerNameOf(string weight) => weight[..weight.LastIndexOf('.')];

    /// <summary>
    /// The name of the convolution into which a normalization was folded. "6.body.1" gives "6.body.0", the preceding layer of the same
    /// sequence; "6.norm" gives "6", the layer itself.
    /// </summary>
    private static string ConvolutionBefore(string layerName)
    {
        int at = layerName.LastIndexOf('.') + 1;
        return int.TryParse(layerName.AsSpan(at), System.Globalization.CultureInfo.InvariantCulture, out int index)
            ? $"{layerName[..at]}{index - 1}"
            : layerName[..(at - 1)];
    }
}
