namespace FerNet.Html.Charts;

/// <summary>Draws accuracy and loss of training and validation by epoch.</summary>
internal static class LearningCurveChart
{
    /// <summary>Approximate maximum number of grid lines of an axis.</summary>
    private const int MostLines = 6;

    /// <summary>Returns a legend and two charts.</summary>
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

    /// <summary>
    /// The distance of grid lines: the smallest of 1, 2 and 5 times a power of ten that gives few grid lines; at least 0.1.
    /// </summary>
    private static double Unit(double most)
    {
        double power = Math.Pow(10, Math.Max(-1, Math.Floor(Math.Log10(Math.Max(most, 0.1) / MostLines))));
        return new[] { power, 2 * power, 5 * power, 10 * power }.First(unit => most / unit <= MostLines || unit == 10 * power);
    }

    private static string Chart(
        string title, IReadOnlyList<CurvePoint> points, Func<CurvePoint, double> training, Func<CurvePoint, double?> validation,
        double most, string name, Func<double, string> text)
    {
        int first = points[0].Epoch, last = Math.Max(points[^1].Epoch, first + 1);
        int step = (int)Math.Max(1, ((long)last - first + 9) / 10);
        double unit = Unit(most), top = Math.Max(1, Math.Ceiling(most / unit)) * unit;
        Svg svg = new(title, (first, last), (0, top));
        svg.Axes("epoch", Enumerable.Range(0, (int)(((long)last - first) / step) + 1)
            .Select(i => first + ((double)i * step)), epoch => Invariant($"{epoch:0}"),
            name, Enumerable.Range(0, (int)Math.Round(top / unit) + 1).Select(i => i * unit), text);
        AddLine(points.Select(point => (point.Epoch, (double?)training(point))), "training");
        AddLine(points.Select(point => (point.Epoch, validation(point))), "validation");
        return svg.ToString();

        void AddLine(IEnumerable<(int Epoch, double? Value)> values, string style)
        {
            (double Epoch, double Value)[] known =
                [.. values.Where(point => point.Value is not null).Select(point => ((double)point.Epoch, point.Value!.Value))];
            svg.Line(known, style);
            // A line with one point is not visible.
            if (known.Length == 1) svg.Dot(known[0].Epoch, known[0].Value, $"point {style}");
        }
    }
}
