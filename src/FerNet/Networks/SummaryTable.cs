using System.Globalization;
using System.Text;
using FerNet.Networks.Layers;

namespace FerNet.Networks;

/// <summary>The table of a network's layers, with Keras' columns and the multiply-adds.</summary>
internal static class SummaryTable
{
    public static string Format(Network network)
    {
        List<string[]> rows = [["Layer", "Output shape", "Parameters", "Multiply-adds"]];
        foreach ((int index, Layer layer, TensorShape input) in LayerSequence.Walk(network.Layers, network.Input))
        {
            string name = layer is Residual ? "Residual" : Describe(layer);
            rows.Add([$"{index} {name}", layer.OutputShape(input).ToString(), Number(layer.Weights(input).Sum(weight => weight.Count)),
                Number(layer.MultiplyAdds(input))]);
            // The line of a block contains the totals, so the lines of its layers have no numbers.
            if (layer is Residual block)
            {
                rows.AddRange(LayerSequence.Walk(block.Body, input)
                    .Select(part => new[] { $"    {Describe(part.Layer)}", part.Layer.OutputShape(part.Input).ToString(), "", "" }));
                rows.AddRange(block.Shortcut(input)
                    .Select(part => new[] { $"    shortcut: {Describe(part)}", layer.OutputShape(input).ToString(), "", "" }));
            }
        }
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        string rule = new('-', widths.Sum() + 6);

        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{network.Name}: input {network.Input}").AppendLine(rule);
        foreach (string[] row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}");
            if (ReferenceEquals(row, rows[0])) text.AppendLine(rule);
        }
        text.AppendLine(rule);
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Total parameters: {Number(network.ParameterCount)} (trainable {Number(network.TrainableParameterCount)}, not trainable " +
            $"{Number(network.ParameterCount - network.TrainableParameterCount)})");
        text.Append(CultureInfo.InvariantCulture, $"Multiply-adds for one image: {Number(network.MultiplyAdds)}");
        return text.ToString();
    }

    internal static string Describe(Layer layer) => layer switch
    {
        Conv2D c => $"Conv2D {c.Filters} {c.KernelSize}x{c.KernelSize}" + (c.Stride > 1 ? $" stride {c.Stride}" : "") +
            (c.Padding == Padding.Valid ? " valid" : "") + (c.Groups > 1 ? $" groups {c.Groups}" : "") + (c.UseBias ? "" : " no bias"),
        ReparameterizedConv2D c => $"ReparameterizedConv2D {c.Filters} {c.KernelSize}x{c.KernelSize}" +
            (c.Stride > 1 ? $" stride {c.Stride}" : "") + (c.Groups > 1 ? $" groups {c.Groups}" : ""),
        Dense d => $"Dense {d.Units}",
        Dropout d => Invariant($"Dropout {d.Rate:0.##}"),
        MaxPooling2D p => $"MaxPooling2D {p.PoolSize}",
        SqueezeExcite s => $"SqueezeExcite {s.Reduction}",
        Residual r => $"Residual [{string.Join(", ", r.Body.Select(Describe))}]",
        _ => layer.GetType().Name,
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
