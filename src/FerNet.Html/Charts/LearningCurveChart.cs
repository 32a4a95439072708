namespace FerNet.Html.Charts;

/// <summary>Accuracy and loss by epoch, of training and validation.</summary>
internal static class LearningCurveChart
{
    private static readonly double[] Units = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    /// <summary>Two charts under a legend.</summary>
    /// <param name="points">The epochs in their order, at least one.</param>
    public static string Draw(IReadOnlyList<CurvePoint> points)
    {
        string accuracy = Chart("Accuracy by epoch", points, point => point.Accuracy, point => point.ValidationAccuracy, 1, "accuracy",
            Svg.Percent);
        double most = points.Max(point => Math.Max(point.Loss, point.ValidationLoss ?? 0));
        string loss = Chart("Loss by epoch", points, point => point.Loss, point => point.ValidationLoss, most, "loss (nats)",
            value => Invariant($"{value:0.##}"));
        return Elements.Legend([("training", "training"), ("validation", "validation")]) +
            $"<div class=\"pair\"><figure>{accuracy}</figure><figure>{loss}</figure></div>\n";
    }

    private static string Chart(
        string title, IReadOnlyList<CurvePoint> points, Func<CurvePoint, double> training, Func<CurvePoint, double?> validation,
        double most, string name, Func<double, string> text)
    {
        int first = points[0].Epoch, last = Math.Max(points[^1].Epoch, first + 1);
        int step = Math.Max(1, (last - first + 9) / 10);
        double unit = Units.First(unit => most / unit <= 6 || unit == Units[^1]), top = Math.Max(1, Math.Ceiling(most / unit)) * unit;
        Svg svg = new(title, (first, last), (0, top));
        svg.Axes("epoch", Enumerable.Range(first, last - first + 1).Where(epoch => (epoch - first) % step == 0)
            .Select(epoch => (double)epoch), epoch => Invariant($"{epoch:0}"),
            name, Enumerable.Range(0, (int)Math.Round(top / unit) + 1).Select(i => i * unit), text);
        AddLine(points.Select(point => (point.Epoch, (double?)training(point))), "training");
        AddLine(points.Select(point => (point.Epoch, validation(point))), "validation");
        return svg.ToString();

        void AddLine(IEnumerable<(int Epoch, double? Value)> values, string style)
        {
            (double Epoch, double Value)[] known =
                [.. values.Where(point => point.Value is not null).Select(point => ((double)point.Epoch, point.Value!.Value))];
            svg.Line(known, style);
            // A line of one point does not show.
            if (known.Length == 1) svg.Dot(known[0].Epoch, known[0].Value, $"point {style}");
        }
    }
}
