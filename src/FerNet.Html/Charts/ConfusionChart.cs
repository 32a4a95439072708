using FerNet.Evaluation;

namespace FerNet.Html.Charts;

/// <summary>Draws the confusion matrix: counts and row percentages, with a stronger color for a larger share of the row.</summary>
internal static class ConfusionChart
{
    public static string Draw(ConfusionMatrix matrix)
    {
        int size = matrix.Size;
        Svg svg = new("Confusion matrix: rows are the labels, columns the answers", (0, size), (0, size));
        double[] middles = [.. Enumerable.Range(0, size).Select(i => i + 0.5)];
        svg.Axes("predicted", middles, middle => matrix.Names[(int)middle], "label", middles, middle => matrix.Names[Row((int)middle)]);
        for (int label = 0; label < size; label++)
        {
            for (int predicted = 0; predicted < size; predicted++)
            {
                double share = matrix.RowShare(label, predicted);
                svg.Cell(predicted, Row(label), share, Invariant($"{matrix[label, predicted]:N0}"), Invariant($"{100 * share:0.0} %"),
                    Invariant($"{matrix[label, predicted]:N0} of {matrix.RowSum(label):N0} faces labeled {matrix.Names[label]} were ") +
                    $"taken for {matrix.Names[predicted]}");
            }
        }
        return svg.ToString();

        // The first row is at the top.
        int Row(int label) => size - 1 - label;
    }
}
