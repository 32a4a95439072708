using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Creates the warnings of a model card.</summary>
internal static class CardWarnings
{
    /// <param name="plan">The training.</param>
    /// <param name="temperature">The model's temperature.</param>
    /// <param name="learnedCalibrationAccuracy">Accuracy on the faces for the temperature, if the averaged models were trained on those
    /// faces; otherwise null.</param>
    public static IReadOnlyList<string> Create(TrainingPlan plan, float temperature, double? learnedCalibrationAccuracy = null) =>
        [.. Lines(plan, temperature, learnedCalibrationAccuracy)];

    private static IEnumerable<string> Lines(TrainingPlan plan, float temperature, double? learnedCalibrationAccuracy)
    {
        int faces = plan.Calibration.Count;
        if (learnedCalibrationAccuracy is { } accuracy)
        {
            yield return CultureInvariant.Text(() =>
                $"the temperature {temperature:0.##} was not fitted, but taken from what the model was made from, which has learned the " +
                $"faces that were held back for it: it recognizes {accuracy:P1} of these {faces:N0}, significantly more than of the " +
                "validation faces");
        }
        else if (faces is > 0 and < Temperature.EnoughFaces)
        {
            yield return CultureInvariant.Text(() =>
                $"the temperature {temperature:0.##} rests on {faces} {(faces == 1 ? "face" : "faces")} and was kept near " +
                $"{plan.PriorTemperature:0.##}, so the probabilities may be too sure or " +
                $"not sure enough; hold back at least {Temperature.EnoughFaces} faces with {nameof(TrainingRecipe.CalibrationFraction)}");
        }
        HashSet<Emotion> seen = [.. Enumerable.Range(0, plan.Training.Count).Select(plan.Training.Label)];
        string[] missing = [.. EmotionExtensions.All.Where(emotion => !seen.Contains(emotion)).Select(emotion => emotion.Name())];
        if (missing.Length > 0) yield return $"no training face is labeled {string.Join(" or ", missing)}";
        if (Few(plan.Training, least: 1) is { Length: > 0 } rare)
            yield return $"few training faces: {rare}; some dozens of each emotion are needed to learn it";
        if (plan.Validation.Count > 0 && Few(plan.Validation, least: 0) is { Length: > 0 } hardlyJudged)
            yield return $"few validation faces: {hardlyJudged}; the figures say little about these emotions";
    }

    /// <summary>Text such as "3 disgust, 7 fear": the emotions with fewer than ten faces, but at least <paramref name="least"/>.</summary>
    private static string Few(FerDataset faces, int least)
    {
        const int Enough = 10;
        return string.Join(", ", EmotionExtensions.All.Where(emotion => faces.Counts[emotion] >= least && faces.Counts[emotion] < Enough)
            .Select(emotion => $"{faces.Counts[emotion]} {emotion.Name()}"));
    }
}
