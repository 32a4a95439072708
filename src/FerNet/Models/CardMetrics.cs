using FerNet.Evaluation;

namespace FerNet.Models;

/// <summary>The figures that a model's card carries, measured on its validation faces.</summary>
internal static class CardMetrics
{
    public static IReadOnlyDictionary<string, double> Compute(EmotionModel model, FerDataset validation, FerDataset training,
        CancellationToken cancellationToken = default)
    {
        EmotionMetrics metrics = Evaluate(model, validation, cancellationToken);
        SortedDictionary<string, double> figures = new(StringComparer.Ordinal)
        {
            ["faces"] = metrics.Count,
            ["accuracy"] = metrics.Accuracy,
            ["macroF1"] = metrics.MacroF1,
            ["logLoss"] = metrics.LogLoss,
            ["expectedCalibrationError"] = metrics.ExpectedCalibrationError,
        };
        foreach (Emotion emotion in EmotionExtensions.All) figures[$"recall {emotion.Name()}"] = metrics[emotion].Recall;
        FerDataset withoutTwins = validation.ExceptDuplicatesOf(training);
        if (withoutTwins.Count > 0)
        {
            figures["faces without twins"] = withoutTwins.Count;
            figures["accuracy without twins"] = Evaluate(model, withoutTwins, cancellationToken).Accuracy;
        }
        return figures;
    }

    private static EmotionMetrics Evaluate(EmotionModel model, FerDataset faces, CancellationToken cancellationToken) =>
        EmotionEvaluation.Evaluate(faces, model.Score(faces, cancellationToken)).Metrics;
}
