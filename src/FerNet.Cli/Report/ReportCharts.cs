using FerNet.Cli.Progress;
using FerNet.Evaluation;

namespace FerNet.Cli.Report;

/// <summary>The report's charts.</summary>
internal static class ReportCharts
{
    private const int MostPoints = 200;

    private static readonly double[] Fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

    private static readonly double[] Units = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    public static string Reliability(EmotionMetrics metrics)
    {
        Svg svg = new("Reliability diagram", (0, 1), (0, 1));
        svg.Axes("confidence", Fifths, Percent, "share recognized", Fifths, Percent);
        foreach (CalibrationBin bin in metrics.CalibrationBins.Where(bin => bin.Count > 0))
        {
            svg.Bar(
                bin.Above + 0.004,
                bin.UpTo - 0.004,
                bin.Accuracy,
                "bar",
                $"{bin.Count:N0} faces: {DisplayText.Percent(bin.Confidence)} sure, {DisplayText.Percent(bin.Accuracy)} recognized");
        }
        svg.Line([(0, 0), (1, 1)], "honest");
        foreach (CalibrationBin bin in metrics.CalibrationBins.Where(bin => bin.Count > 0)) svg.Dot(bin.Confidence, bin.Accuracy, "dot");
        return svg.ToString();
    }

    public static string PrecisionRecall(EmotionEvaluation evaluation)
    {
        Svg svg = new("Precision and recall of each emotion", (0, 1), (0, 1));
        svg.Axes("recall", Fifths, Percent, "precision", Fifths, Percent);
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

    public static string Accuracy(IReadOnlyList<LearningCurvePoint> points) =>
        Curve("Accuracy by epoch", points, point => point.Accuracy, point => point.ValidationAccuracy, 1, "accuracy", Percent);

    public static string Loss(IReadOnlyList<LearningCurvePoint> points) => Curve(
        "Loss by epoch",
        points,
        point => point.Loss,
        point => point.ValidationLoss,
        points.Max(point => Math.Max(point.Loss, point.ValidationLoss ?? 0)),
        "loss (nats)",
        loss => $"{loss:0.##}");

    private static string Curve(
        string title, IReadOnlyList<LearningCurvePoint> points, Func<LearningCurvePoint, double> training,
        Func<LearningCurvePoint, double?> validation,
            double most, string name, Func<double, string> text)
    {
        int first = points[0].Epoch, last = Math.Max(points[^1].Epoch, first + 1);
        int step = Math.Max(1, (last - first + 9) / 10);
        double unit = Units.First(unit => most / unit <= 6 || unit == Units[^1]), top = Math.Ceiling(most / unit) * unit;
        Svg svg = new(title, (first, last), (0, top));
        svg.Axes("epoch", Enumerable.Range(first, last - first + 1).Where(epoch => (epoch - first) % step == 0)
            .Select(epoch => (double)epoch), epoch =>
                $"{epoch:0}", name, Enumerable.Range(0, (int)Math.Round(top / unit) + 1).Select(i => i * unit), text);
        svg.Line(points.Select(point => ((double)point.Epoch, training(point))), "training");
        svg.Line(points.Where(point => validation(point) is not null).Select(point => ((double)point.Epoch, validation(point)!.Value)),
            "validation");
        return svg.ToString();
    }

    private static string Percent(double share) => $"{100 * share:0} %";
}
