using FerNet.Networks.Onnx.Format;

namespace FerNet.Networks.Onnx;

/// <summary>
/// Rewrites a graph for programs that know the standard operators and float32 only, as OpenCV's DNN module: float16 constants are widened,
/// which changes no result, and the node that only names the places of the output for ML.NET is left out.
/// </summary>
internal static class PlainGraph
{
    private const int Float32 = 1, Float16 = 10, WholeNumber = 2;

    /// <summary>The same graph in its plain form; the metadata is kept.</summary>
    public static ModelProto Convert(ModelProto model)
    {
        ModelProto plain = model.Clone();
        GraphProto graph = plain.Graph;
        NodeProto[] all = [.. graph.Node];
        Dictionary<string, TensorProto> narrow = all.Where(IsNarrow).ToDictionary(node => node.Output[0], node => node.Attribute[0].T);
        graph.Node.Clear();
        foreach (NodeProto node in all)
        {
            if (IsNarrow(node)) continue;
            if (node.OpType == "Cast" && narrow.TryGetValue(node.Input[0], out TensorProto? tensor))
                graph.Initializer.Add(Widened(tensor, node.Output[0]));
            else if (node.Domain.Length == 0) graph.Node.Add(WithoutDefaults(node));
        }
        HashSet<string> used = [.. graph.Node.SelectMany(node => node.Input)];
        RemoveAll(graph.Initializer, tensor => !used.Contains(tensor.Name));
        RemoveAll(plain.OpsetImport, set => set.Domain.Length > 0);
        return plain;
    }

    private static bool IsNarrow(NodeProto node) => node.OpType == "Constant" && node.Attribute is [{ T.DataType: Float16 }];

    private static TensorProto Widened(TensorProto tensor, string name)
    {
        TensorProto wide = new() { Name = name, DataType = Float32 };
        wide.Dims.AddRange(tensor.Dims);
        TensorNumbers.Write(wide, TensorNumbers.Read(tensor));
        return wide;
    }

    /// <summary>A zero is written as no value at all, which OpenCV refuses; for this attribute zero is what leaving it out means.</summary>
    private static NodeProto WithoutDefaults(NodeProto node)
    {
        RemoveAll(node.Attribute, attribute => attribute is { Name: "count_include_pad", Type: WholeNumber, I: 0 });
        return node;
    }

    private static void RemoveAll<T>(Google.Protobuf.Collections.RepeatedField<T> list, Func<T, bool> goes)
    {
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (goes(list[i])) list.RemoveAt(i);
        }
    }
}
