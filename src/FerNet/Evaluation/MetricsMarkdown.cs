using System.Globalization;
using System.Text;

namespace FerNet.Evaluation;

/// <summary>Metrics as tables in Markdown.</summary>
internal static class MetricsMarkdown
{
    public static string Write(EmotionMetrics metrics)
    {
        StringBuilder text = new();
        WriteFigures(text, metrics);
        WriteClasses(text, "emotion", metrics);
        WriteClasses(text, "group", metrics.Groups);
        WriteMatrix(text, metrics.ConfusionMatrix);
        return text.ToString();
    }

    private static void WriteFigures(StringBuilder text, EmotionMetrics metrics)
    {
        text.Append("| figure | seven emotions | three groups |\n|---|---:|---:|\n");
        text.Append(Invariant($"| faces | {metrics.Count:N0} | {metrics.Groups.Count:N0} |\n"));
        Add("accuracy", one => one.Accuracy, "P2");
        Add("among the two most probable", one => one.Top2Accuracy, "P2");
        Add("macro F1", one => one.MacroF1, "0.0000");
        Add("log loss (nats)", one => one.LogLoss, "0.0000");
        Add("Cohen's kappa", one => one.CohenKappa, "0.0000");
        Add("expected calibration error", one => one.ExpectedCalibrationError, "0.0000");

        void Add(string name, Func<ClassificationMetrics, double> figure, string format) =>
            text.Append(Invariant($"| {name} | {Text(figure(metrics), format)} | {Text(figure(metrics.Groups), format)} |\n"));
    }

    private static void WriteClasses(StringBuilder text, string title, ClassificationMetrics metrics)
    {
        text.Append(Invariant($"\n| {title} | precision | recall | F1 | faces |\n|---|---:|---:|---:|---:|\n"));
        foreach (ClassMetrics one in metrics.PerClass)
            text.Append(Invariant($"| {one.Name} | {one.Precision:0.0000} | {one.Recall:0.0000} | {one.F1:0.0000} | {one.Support:N0} |\n"));
        text.Append(Invariant($"| macro mean | {metrics.MacroPrecision:0.0000} | {metrics.MacroRecall:0.0000} | "));
        text.Append(Invariant($"{metrics.MacroF1:0.0000} | {metrics.Count:N0} |\n"));
    }

    private static void WriteMatrix(StringBuilder text, ConfusionMatrix matrix)
    {
        text.Append(Invariant($"\n| label \\ predicted | {string.Join(" | ", matrix.Names)} |\n"));
        text.Append(Invariant($"|---|{string.Concat(Enumerable.Repeat("---:|", matrix.Size))}\n"));
        for (int label = 0; label < matrix.Size; label++)
        {
            IEnumerable<string> cells = Enumerable.Range(0, matrix.Size).Select(predicted => Text(matrix[label, predicted], "N0"));
            text.Append(Invariant($"| {matrix.Names[label]} | {string.Join(" | ", cells)} |\n"));
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
