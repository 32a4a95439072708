using System.Text;

namespace FerNet.Evaluation;

/// <summary>Metrics as comma-separated values: a line for each emotion and one for all.</summary>
internal static class MetricsCsv
{
    public static string Write(EmotionMetrics metrics)
    {
        ConfusionMatrix matrix = metrics.ConfusionMatrix;
        StringBuilder text = new("emotion,support,predicted,correct,precision,recall,f1");
        foreach (string name in matrix.Names) text.Append(Invariant($",predicted {name}"));
        for (int label = 0; label < matrix.Size; label++)
        {
            ClassMetrics one = metrics.PerClass[label];
            text.Append(Invariant($"\n{one.Name},{one.Support},{one.Predicted},{one.Correct},{one.Precision:R},{one.Recall:R},{one.F1:R}"));
            for (int predicted = 0; predicted < matrix.Size; predicted++) text.Append(Invariant($",{matrix[label, predicted]}"));
        }
        text.Append(Invariant($"\nall,{metrics.Count},{metrics.Count},{matrix.Correct}"));
        text.Append(Invariant($",{metrics.MacroPrecision:R},{metrics.MacroRecall:R},{metrics.MacroF1:R}"));
        for (int predicted = 0; predicted < matrix.Size; predicted++) text.Append(Invariant($",{matrix.ColumnSum(predicted)}"));
        return text.Append('\n').ToString();
    }
}
