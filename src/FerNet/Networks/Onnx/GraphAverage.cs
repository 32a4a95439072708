using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Networks.Onnx;

/// <summary>The mean of graphs that differ only in their weights.</summary>
internal static class GraphAverage
{
    /// <summary>Whether two graphs have the same nodes and shapes. Their names may differ.</summary>
    public static bool AreAlike(GraphProto one, GraphProto other) => WithoutNumbers(one).Equals(WithoutNumbers(other));

    /// <summary>Returns a graph whose weights are the weighted mean of the weights of all graphs, computed in double precision.</summary>
    /// <param name="graphs">Graphs for which <see cref="AreAlike"/> is true.</param>
    /// <param name="shares">One for each graph, with a sum of 1.</param>
    public static GraphProto Compute(IReadOnlyList<GraphProto> graphs, IReadOnlyList<double> shares)
    {
        GraphProto mean = graphs[0].Clone();
        TensorProto[][] all = [.. graphs.Select(graph => Tensors(graph).ToArray())];
        foreach ((int index, TensorProto tensor) in Tensors(mean).Index())
        {
            double[] sum = new double[TensorNumbers.Read(tensor).Length];
            for (int graph = 0; graph < graphs.Count; graph++)
            {
                float[] values = TensorNumbers.Read(all[graph][index]);
                for (int i = 0; i < sum.Length; i++) sum[i] += shares[graph] * values[i];
            }
            TensorNumbers.Write(tensor, [.. sum.Select(value => (float)value)]);
        }
        return mean;
    }

    private static GraphProto WithoutNumbers(GraphProto graph)
    {
        GraphProto bare = graph.Clone();
        bare.Name = "";
        foreach (TensorProto tensor in Tensors(bare)) tensor.RawData = ByteString.Empty;
        NumberValues(bare);
        return bare;
    }

    /// <summary>Renames the intermediate values by their order of use, because earlier versions use other names.</summary>
    private static void NumberValues(GraphProto graph)
    {
        Dictionary<string, string> numbers = [];
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output)) numbers[value.Name] = value.Name;
        string NumberOf(string name)
        {
            if (name.Length > 0 && !numbers.ContainsKey(name)) numbers[name] = Invariant($"{numbers.Count}");
            return name.Length == 0 ? "" : numbers[name];
        }
        foreach (NodeProto node in graph.Node)
        {
            node.Name = "";
            for (int i = 0; i < node.Input.Count; i++) node.Input[i] = NumberOf(node.Input[i]);
            for (int i = 0; i < node.Output.Count; i++) node.Output[i] = NumberOf(node.Output[i]);
        }
        foreach (TensorProto tensor in graph.Initializer) tensor.Name = NumberOf(tensor.Name);
    }

    /// <summary>Float tensors and scalars. Integer and string tensors belong to the structure.</summary>
    private static IEnumerable<TensorProto> Tensors(GraphProto graph) => graph.Initializer
        .Concat(graph.Node.Where(node => node.OpType == "Constant").Select(node => node.Attribute.Single().T))
        .Where(tensor => TensorNumbers.IsFloatTensor(tensor));
}
