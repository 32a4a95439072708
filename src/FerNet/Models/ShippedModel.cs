namespace FerNet.Models;

/// <summary>The graphs that are embedded in the library.</summary>
internal static class ShippedModel
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(ShippedModel).Assembly.GetManifestResourceStream($"FerNet.Models.{name}.onnx")
            ?? throw new InvalidOperationException($"This build of FerNet carries no model '{name}'.");
        byte[] graph = new byte[stream.Length];
        stream.ReadExactly(graph);
        return graph;
    }
}
