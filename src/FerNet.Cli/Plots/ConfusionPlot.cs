using FerNet.Evaluation;
using ScottPlot;

namespace FerNet.Cli.Plots;

/// <summary>Draws the confusion matrix: counts and row percentages, darker for a larger share of the row.</summary>
internal static class ConfusionPlot
{
    public static byte[] Png(ConfusionMatrix matrix)
    {
        Plot plot = ChartStyle.New(
            $"Confusion of {matrix.Total:N0} faces: {100.0 * matrix.Correct / Math.Max(1, matrix.Total):0.0} % recognized",
                "predicted", "label");
        double[,] shares = new double[matrix.Size, matrix.Size];
        for (int label = 0; label < matrix.Size; label++)
        {
            for (int predicted = 0; predicted < matrix.Size; predicted++)
            {
                double share = shares[label, predicted] = matrix.RowShare(label, predicted);
                AddText(plot, $"{matrix[label, predicted]:N0}", predicted, Row(label) + 0.13, share, 19);
                AddText(plot, $"{100 * share:0.0} %", predicted, Row(label) - 0.19, share, 14);
            }
        }
        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(shares);
        plot.MoveToBack(map);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Colors.White, Color.FromHex("#9ECAE1"), Color.FromHex("#08306B")]);
        map.ManualRange = new ScottPlot.Range(0, 1);

        double[] places = [.. Enumerable.Range(0, matrix.Size).Select(i => (double)i)];
        plot.Axes.Bottom.TickGenerator = ChartStyle.Ticks(places, place => matrix.Names[(int)place]);
        plot.Axes.Left.TickGenerator =
            ChartStyle.Ticks(places, place =>
                $"{matrix.Names[matrix.Size - 1 - (int)place]}\n{matrix.RowSum(matrix.Size - 1 - (int)place):N0} faces");
        plot.Axes.SetLimits(-0.5, matrix.Size - 0.5, -0.5, matrix.Size - 0.5);
        plot.Axes.Left.MinimumSize = 130;
        plot.HideGrid();
        return ChartStyle.Png(plot, 1040, 900);

        // The first row is at the top.
        int Row(int label) => matrix.Size - 1 - label;
    }

    private static void AddText(Plot plot, string text, double x, double y, double share, float size)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelFontName = ChartStyle.FontName;
        label.LabelFontSize = size;
        label.LabelFontColor = share > 0.72 ? Colors.White : ChartStyle.Ink;
        label.LabelAlignment = Alignment.MiddleCenter;
    }
}
