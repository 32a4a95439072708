using FerNet.Networks.Onnx.Format;

namespace FerNet.Networks.Onnx;

/// <summary>
/// Rewrites a graph for programs that support only the standard operators and float32, such as OpenCV's DNN module. float16 constants
/// become float32, which changes no result, and the node with the slot names for ML.NET is removed.
/// </summary>
internal static class PlainGraph
{
    private const int Float32 = 1, Float16 = 10, WholeNumber = 2;

    /// <summary>Returns a rewritten copy of the model; the metadata is kept.</summary>
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

    /// <summary>
    /// Protobuf does not write a value of 0, and OpenCV refuses an attribute without a value. The default of this attribute is 0, so it can
    /// be removed.
    /// </summary>
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
