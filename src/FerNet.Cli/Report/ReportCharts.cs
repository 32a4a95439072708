using FerNet.Evaluation;
using FerNet.Html.Charts;

namespace FerNet.Cli.Report;

/// <summary>The report's charts.</summary>
internal static class ReportCharts
{
    private const int MostPoints = 200;

    private static readonly double[] Fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

    public static string Reliability(EmotionMetrics metrics)
    {
        Svg svg = new("Reliability diagram", (0, 1), (0, 1));
        svg.Axes("confidence", Fifths, Svg.Percent, "accuracy", Fifths, Svg.Percent);
        foreach (CalibrationBin bin in metrics.CalibrationBins.Where(bin => bin.Count > 0))
        {
            svg.Bar(
                bin.Above + 0.004,
                bin.UpTo - 0.004,
                bin.Accuracy,
                "bar",
                $"{bin.Count:N0} faces: mean confidence {DisplayText.Percent(bin.Confidence)}, " +
                $"accuracy {DisplayText.Percent(bin.Accuracy)}");
        }
        svg.Line([(0, 0), (1, 1)], "diagonal");
        foreach (CalibrationBin bin in metrics.CalibrationBins.Where(bin => bin.Count > 0)) svg.Dot(bin.Confidence, bin.Accuracy, "dot");
        return svg.ToString();
    }

    public static string PrecisionRecall(EmotionEvaluation evaluation)
    {
        Svg svg = new("Precision and recall of each emotion", (0, 1), (0, 1));
        svg.Axes("recall", Fifths, Svg.Percent, "precision", Fifths, Svg.Percent);
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            IReadOnlyList<PrecisionRecallPoint> points = evaluation.PrecisionRecall(emotion);
            if (points.Count == 0) continue;
            int kept = Math.Min(points.Count, MostPoints);
            svg.Line(
                Enumerable.Range(0, kept).Select(i => points[(int)((long)i * (points.Count - 1) / Math.Max(1, kept - 1))])
                    .Select(point => (point.Recall, point.Precision)),
                emotion.Name());
        }
        return svg.ToString();
    }
}
