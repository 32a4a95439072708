using FerNet.Evaluation;

namespace FerNet.Models;

/// <summary>Computes the figures of a model card on the validation faces.</summary>
internal static class CardMetrics
{
    public const string Faces = "faces", Accuracy = "accuracy", MacroF1 = "macroF1", LogLoss = "logLoss",
        CalibrationError = "expectedCalibrationError";

    public static IReadOnlyDictionary<string, double> Compute(EmotionModel model, FerDataset validation, FerDataset training,
        CancellationToken cancellationToken = default)
    {
        EmotionMetrics metrics = Evaluate(model, validation, cancellationToken);
        SortedDictionary<string, double> figures = new(StringComparer.Ordinal)
        {
            [Faces] = metrics.Count,
            [Accuracy] = metrics.Accuracy,
            [MacroF1] = metrics.MacroF1,
            [LogLoss] = metrics.LogLoss,
            [CalibrationError] = metrics.ExpectedCalibrationError,
        };
        foreach (Emotion emotion in EmotionExtensions.All) figures[$"recall {emotion.Name()}"] = metrics[emotion].Recall;
        FerDataset withoutDuplicates = validation.ExceptDuplicatesOf(training);
        if (withoutDuplicates.Count > 0)
        {
            figures["faces without duplicates"] = withoutDuplicates.Count;
            figures["accuracy without duplicates"] = Evaluate(model, withoutDuplicates, cancellationToken).Accuracy;
        }
        return figures;
    }

    private static EmotionMetrics Evaluate(EmotionModel model, FerDataset faces, CancellationToken cancellationToken) =>
        EmotionEvaluation.Evaluate(faces, model.Score(faces, cancellationToken)).Metrics;
}
