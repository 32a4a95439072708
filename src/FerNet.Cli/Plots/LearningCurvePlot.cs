using FerNet.Cli.Progress;
using ScottPlot;

namespace FerNet.Cli.Plots;

/// <summary>Draws loss and accuracy of training and validation by epoch, one chart above the other.</summary>
internal static class LearningCurvePlot
{
    private const int Width = 1000, Height = 900;

    private static readonly int[] TickSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    public static byte[] Png(IReadOnlyList<LearningCurvePoint> points, int bestEpoch)
    {
        Multiplot both = new();
        both.AddPlots(2);
        Fill(both.GetPlot(0), points, bestEpoch, "Accuracy", point => point.Accuracy, point => point.ValidationAccuracy);
        both.GetPlot(0).Axes.Left.TickGenerator =
            new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = share => $"{100 * share:0.#} %" };
        Fill(both.GetPlot(1), points, bestEpoch, "Loss (nats); training loss includes regularization", point => point.Loss, point =>
            point.ValidationLoss);
        return both.Render(Width, Height).GetImageBytes(ImageFormat.Png);
    }

    private static void Fill(
        Plot plot, IReadOnlyList<LearningCurvePoint> points, int bestEpoch, string name, Func<LearningCurvePoint, double> training,
            Func<LearningCurvePoint, double?> validation)
    {
        ChartStyle.Apply(plot, name, "epoch", "");
        double[] epochs = [.. points.Select(point => (double)point.Epoch)];
        Add(plot, epochs, [.. points.Select(training)], "training", ChartStyle.Orange, MarkerShape.FilledSquare);
        LearningCurvePoint[] validated = [.. points.Where(point => validation(point) is not null)];
        if (validated.Length > 0)
        {
            Add(
                plot, [.. validated.Select(point => (double)point.Epoch)], [.. validated.Select(point => validation(point)!.Value)],
                    "validation", ChartStyle.Blue, MarkerShape.FilledCircle);
            if (validated.FirstOrDefault(point => point.Epoch == bestEpoch) is { } best)
            {
                ScottPlot.Plottables.Marker mark =
                    plot.Add.Marker(best.Epoch, validation(best)!.Value, MarkerShape.OpenCircle, 20, ChartStyle.Blue);
                mark.LegendText = $"kept: epoch {best.Epoch}";
                mark.LineWidth = 2.5f;
            }
        }
        plot.Axes.Bottom.TickGenerator = ChartStyle.Ticks(EpochTicks(points[0].Epoch, points[^1].Epoch), epoch => $"{epoch:0}");
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(points[0].Epoch - 0.5, points[^1].Epoch + 0.5);
        plot.ShowLegend(Edge.Right);
    }

    private static void Add(Plot plot, double[] epochs, double[] values, string name, Color color, MarkerShape shape)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(epochs, values);
        line.LegendText = name;
        line.Color = color;
        line.LineWidth = 2.5f;
        line.MarkerShape = shape;
        line.MarkerSize = epochs.Length > 40 ? 0 : 8;
    }

    private static IEnumerable<double> EpochTicks(int first, int last)
    {
        int step = TickSteps.First(step => (last - first) / step < 12 || step == 500);
        for (int epoch = first; epoch <= last; epoch++)
        {
            if (epoch % step == 0 || last == first) yield return epoch;
        }
    }
}
