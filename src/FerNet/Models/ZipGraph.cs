using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf.Collections;

namespace FerNet.Models;

/// <summary>The graph in a zip. Its input and output have names that no user column has, because ML.NET adds a column for each.</summary>
internal static class ZipGraph
{
    public const string Face = "FerNet.Face", Score = "FerNet.Score";

    /// <summary>The sealed graph with the names of a zip.</summary>
    public static byte[] ToZipNames(byte[] graph) => Rename(graph, (OnnxExport.Input, Face), (OnnxExport.Scores, Score));

    /// <summary>
    /// Restores the original names; the result equals the sealed graph byte for byte. The graph in a zip of the first version already has
    /// them.
    /// </summary>
    /// <exception cref="InvalidDataException">The graph is damaged, not FerNet's or in a newer format; the message gives the
    /// reason.</exception>
    public static byte[] ToExportNames(byte[] graph, string name)
    {
        ModelFacts.Read(graph, name);
        return Rename(graph, (Face, OnnxExport.Input), (Score, OnnxExport.Scores));
    }

    private static byte[] Rename(byte[] graph, params ReadOnlySpan<(string From, string To)> names)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(graph);
        bool isChanged = false;
        foreach ((string from, string to) in names)
        {
            foreach (ValueInfoProto value in model.Graph.Input.Concat(model.Graph.Output).Where(value => value.Name == from))
            {
                value.Name = to;
                isChanged = true;
            }
            foreach (NodeProto node in model.Graph.Node)
            {
                if (node.Name == from) node.Name = to;
                if (node.Name == OnnxGraph.SlotNamesOf(from)) node.Name = OnnxGraph.SlotNamesOf(to);
                Replace(node.Input, from, to);
                Replace(node.Output, from, to);
            }
        }
        return isChanged ? ModelFacts.SealAgain(model) : graph;
    }

    private static void Replace(RepeatedField<string> values, string from, string to)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] == from) values[i] = to;
        }
    }
}
