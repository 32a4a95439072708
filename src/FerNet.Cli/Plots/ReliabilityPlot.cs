using FerNet.Evaluation;
using ScottPlot;

namespace FerNet.Cli.Plots;

/// <summary>Draws a reliability diagram: accuracy against confidence (Guo et al., arXiv:1706.04599).</summary>
internal static class ReliabilityPlot
{
    public static byte[] Png(EmotionMetrics metrics)
    {
        Plot plot = ChartStyle.New($"Reliability: expected calibration error {metrics.ExpectedCalibrationError:0.000}", "confidence",
            "accuracy");
        double most = metrics.CalibrationBins.Max(bin => bin.Count);
        foreach (CalibrationBin bin in metrics.CalibrationBins.Where(bin => bin.Count > 0))
        {
            double middle = (bin.Above + bin.UpTo) / 2, width = bin.UpTo - bin.Above;
            ScottPlot.Plottables.Rectangle faces = plot.Add.Rectangle(bin.Above, bin.UpTo, -0.26, -0.26 + (0.18 * bin.Count / most));
            faces.FillColor = Color.FromHex("#BBBBBB");
            faces.LineWidth = 0;
            ScottPlot.Plottables.Rectangle right =
                plot.Add.Rectangle(bin.Above + (0.06 * width), bin.UpTo - (0.06 * width), 0, bin.Accuracy);
            right.FillColor = Color.FromHex("#56B4E9");
            right.LineColor = ChartStyle.Blue;
            ScottPlot.Plottables.Text count = plot.Add.Text($"{bin.Count:N0}", middle, -0.255 + (0.18 * bin.Count / most));
            count.LabelFontName = ChartStyle.FontName;
            count.LabelFontSize = 12;
            count.LabelAlignment = Alignment.LowerCenter;
        }
        Coordinates[] means =
            [.. metrics.CalibrationBins.Where(bin => bin.Count > 0).Select(bin => new Coordinates(bin.Confidence, bin.Accuracy))];
        ScottPlot.Plottables.Scatter sure = plot.Add.ScatterPoints(means, ChartStyle.Orange);
        sure.MarkerSize = 10;
        sure.LegendText = "accuracy at the mean confidence";
        ScottPlot.Plottables.LinePlot diagonal = plot.Add.Line(0, 0, 1, 1);
        diagonal.LineColor = ChartStyle.Ink;
        diagonal.LinePattern = LinePattern.Dashed;
        diagonal.LineWidth = 2;
        diagonal.LegendText = "perfect calibration";
        ScottPlot.Plottables.Text caption = plot.Add.Text("faces", 0.01, -0.13);
        caption.LabelFontName = ChartStyle.FontName;
        caption.LabelFontSize = 14;
        caption.LabelFontColor = ChartStyle.Ink;
        plot.Axes.Bottom.TickGenerator = ChartStyle.Shares();
        plot.Axes.Left.TickGenerator = ChartStyle.Shares();
        plot.Axes.SetLimits(0, 1, -0.28, 1.02);
        plot.ShowLegend(Alignment.UpperLeft);
        return ChartStyle.Png(plot, 900, 900);
    }
}
