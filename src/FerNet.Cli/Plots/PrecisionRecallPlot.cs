using FerNet.Evaluation;
using ScottPlot;

namespace FerNet.Cli.Plots;

/// <summary>Draws the precision-recall curve of each emotion, each with its own color and dash pattern.</summary>
internal static class PrecisionRecallPlot
{
    private const int MostPoints = 400;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    public static byte[] Png(EmotionEvaluation evaluation)
    {
        Plot plot = ChartStyle.New("Precision and recall of each emotion", "recall", "precision");
        foreach (Emotion emotion in EmotionExtensions.All.OrderByDescending(evaluation.AveragePrecision))
        {
            IReadOnlyList<PrecisionRecallPoint> points = Thin(evaluation.PrecisionRecall(emotion));
            if (points.Count == 0) continue;
            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(
                points.Select(point => new Coordinates(point.Recall, point.Precision)).ToArray(), ChartStyle.ColorOf(emotion));
            line.LineWidth = 3;
            line.LinePattern = Patterns[(int)emotion % Patterns.Length];
            line.LegendText = $"{emotion.Name()}, average {evaluation.AveragePrecision(emotion):0.00}";
        }
        plot.Axes.Bottom.TickGenerator = ChartStyle.Shares();
        plot.Axes.Left.TickGenerator = ChartStyle.Shares();
        plot.Axes.SetLimits(0, 1.01, 0, 1.02);
        plot.ShowLegend(Edge.Right);
        return ChartStyle.Png(plot, 1150, 800);
    }

    private static IReadOnlyList<PrecisionRecallPoint> Thin(IReadOnlyList<PrecisionRecallPoint> points) => points.Count <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MostPoints - 1))])];
}
