using System.Text;

namespace FerNet.Evaluation;

/// <summary>Metrics as plain text of fixed width, for a terminal.</summary>
internal static class MetricsText
{
    public static string Table(ClassificationMetrics metrics)
    {
        StringBuilder text = new();
        text.AppendLine(
            Invariant($"faces {metrics.Count:N0}   accuracy {metrics.Accuracy:P2}   top 2 {metrics.Top2Accuracy:P2}   macro F1 ") +
            Invariant($"{metrics.MacroF1:0.0000}"));
        text.AppendLine(
            Invariant($"log loss {metrics.LogLoss:0.0000}   kappa {metrics.CohenKappa:0.0000}   calibration error ") +
            Invariant($"{metrics.ExpectedCalibrationError:0.0000}"));
        text.AppendLine();
        text.AppendLine(Invariant($"{"",-10}{"precision",11}{"recall",9}{"F1",9}{"faces",9}"));
        foreach (ClassMetrics one in metrics.PerClass)
            text.AppendLine(Invariant($"{one.Name,-10}{one.Precision,11:0.0000}{one.Recall,9:0.0000}{one.F1,9:0.0000}{one.Support,9:N0}"));
        text.Append(Invariant($"{"macro mean",-10}{metrics.MacroPrecision,11:0.0000}{metrics.MacroRecall,9:0.0000}"));
        text.Append(Invariant($"{metrics.MacroF1,9:0.0000}{metrics.Count,9:N0}"));
        return text.ToString();
    }

    public static string Matrix(ConfusionMatrix matrix)
    {
        const int NameWidth = 17;
        StringBuilder text = new($"{"label \\ predicted",-NameWidth}");
        foreach (string name in matrix.Names) text.Append(Invariant($"{name,10}"));
        text.Append(Invariant($"{"faces",10}"));
        for (int label = 0; label < matrix.Size; label++)
        {
            text.AppendLine();
            text.Append(Invariant($"{matrix.Names[label],-NameWidth}"));
            for (int predicted = 0; predicted < matrix.Size; predicted++) text.Append(Invariant($"{matrix[label, predicted],10:N0}"));
            text.Append(Invariant($"{matrix.RowSum(label),10:N0}"));
        }
        return text.ToString();
    }
}
