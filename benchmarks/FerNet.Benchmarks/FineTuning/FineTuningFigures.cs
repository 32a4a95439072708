using System.Globalization;
using FerNet.Evaluation;

namespace FerNet.Benchmarks.FineTuning;

/// <summary>What a model is worth on images of one's own and on FER2013's PublicTest.</summary>
/// <param name="Own">Accuracy on one's own, 0 to 1.</param>
/// <param name="MacroF1">Mean F1 over the emotions that one's own images show, 0 to 1.</param>
/// <param name="Surprise">Share of the surprised faces of one's own that are found, 0 to 1.</param>
/// <param name="PublicTest">Accuracy on PublicTest, 0 to 1.</param>
internal sealed record FineTuningFigures(double Own, double MacroF1, double Surprise, double PublicTest)
{
    public static FineTuningFigures Measure(EmotionModel model, FerDataset own, FerDataset publicTest)
    {
        EmotionMetrics metrics = model.Evaluate(own);
        return new FineTuningFigures(
            metrics.Accuracy, metrics.MacroF1, metrics[Emotion.Surprise].Recall, model.Evaluate(publicTest).Accuracy);
    }

    /// <summary>A row of the table: of each figure the mean and the range over the seeds.</summary>
    public static string Row(string name, IReadOnlyList<FineTuningFigures> seeds)
    {
        return $"| {name} | {Text(one => one.Own, "0.0 %")} | {Text(one => one.MacroF1, ".000")} | {Text(one => one.Surprise, ".00")} | " +
            $"{Text(one => one.PublicTest, "0.0 %")} |";

        string Text(Func<FineTuningFigures, double> figure, string format)
        {
            double[] values = [.. seeds.Select(figure)];
            return string.Format(
                CultureInfo.InvariantCulture,
                $"{{0:{format}}} ({{1:{format}}} to {{2:{format}}})",
                values.Average(),
                values.Min(),
                values.Max());
        }
    }

    public override string ToString() => $"own {Own:0.0 %}, F1 {MacroF1:.000}, surprise {Surprise:.00}, PublicTest {PublicTest:0.0 %}";
}
