using System.Numerics.Tensors;

namespace FerNet.Training;

/// <summary>Fits the one number by which logits are divided so that the probabilities mean what they say.</summary>
/// <remarks>
/// Source: Guo et al., "On Calibration of Modern Neural Networks", arXiv:1706.04599: the temperature that makes held-back labels most
/// likely. From a few faces that is absurd (where all of them are recognized, the colder the better), so the logarithm of the
/// temperature has a normal prior: the fit is the most probable temperature given faces and prior. The prior outweighs about 30
/// faces, and a thousand outweigh the prior.
/// </remarks>
internal static class Temperature
{
    /// <summary>Fewer faces than this give a temperature that a warning belongs to.</summary>
    public const int EnoughFaces = 200;

    private const double Least = 0.05, Most = 20;

    /// <summary>Standard deviation of the prior: nineteen of twenty temperatures lie within a factor of 1.6.</summary>
    private const double PriorStandardDeviation = 0.25;

    /// <summary>A model's accuracy on the faces that are held back for the temperature where it has learned them; otherwise null.</summary>
    public static double? LearnedAccuracy(EmotionModel? model, TrainingPlan plan)
    {
        if (model is null || plan.Calibration.Count == 0 || plan.Validation.Count == 0) return null;
        double accuracy = Accuracy(model.Logits(plan.Calibration), plan.Calibration),
            validationAccuracy = Accuracy(model.Logits(plan.Validation), plan.Validation);
        return AreLearned(accuracy, plan.Calibration.Count, validationAccuracy, plan.Validation.Count) ? accuracy : null;
    }

    /// <summary>The most probable temperature; without faces, the prior's middle.</summary>
    /// <param name="logits">[faces * 7].</param>
    /// <param name="faces">Labeled faces that the network did not learn from.</param>
    /// <param name="prior">The middle of the prior: the temperature of the model that the training started from, or 1.</param>
    public static float Fit(float[] logits, FerDataset faces, double prior)
    {
        if (faces.Count == 0) return (float)prior;
        // The sum of two valleys may have two floors: a coarse search finds the deeper one, a golden-section search its lowest point.
        const int GridSteps = 120;
        double step = Math.Log(Most / Least) / GridSteps;
        int best = Enumerable.Range(0, GridSteps + 1)
            .MinBy(gridIndex => Objective(logits, faces, Least * Math.Exp(gridIndex * step), prior));
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(Least) + (Math.Max(0, best - 1) * step), high = Math.Log(Least) +
            (Math.Min(GridSteps, best + 1) * step);
        for (int i = 0; i < 40; i++)
        {
            double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
            if (Objective(logits, faces, Math.Exp(left), prior) < Objective(logits, faces, Math.Exp(right), prior)) high = right;
            else low = left;
        }
        return (float)Math.Exp((low + high) / 2);
    }

    /// <summary>
    /// Whether a network has learned the faces that a temperature is to be fitted on: it recognizes significantly more of them than of the
    /// validation faces (three standard errors of the difference).
    /// </summary>
    /// <remarks>
    /// A training that starts from a finished model holds faces back, but the model may have learned from them before, and the trained
    /// model still knows them in part. A temperature that is fitted on learned faces makes the probabilities of all others too sure.
    /// </remarks>
    public static bool AreLearned(double accuracy, int faces, double validationAccuracy, int validationFaces)
    {
        if (faces == 0 || validationFaces == 0) return false;
        double mean = ((accuracy * faces) + (validationAccuracy * validationFaces)) / (faces + validationFaces);
        double standardError = Math.Sqrt(mean * (1 - mean) * ((1.0 / faces) + (1.0 / validationFaces)));
        return accuracy - validationAccuracy > 3 * standardError;
    }

    /// <summary>Share of the faces whose highest logit is that of their label.</summary>
    public static double Accuracy(ReadOnlySpan<float> logits, FerDataset faces)
    {
        int correct = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            ReadOnlySpan<float> answer = logits.Slice(i * EmotionExtensions.Count, EmotionExtensions.Count);
            if (TensorPrimitives.IndexOfMax(answer) == (int)faces.Label(i)) correct++;
        }
        return (double)correct / Math.Max(1, faces.Count);
    }

    /// <summary>The negative logarithm of the posterior probability, up to a constant.</summary>
    internal static double Objective(ReadOnlySpan<float> logits, FerDataset faces, double temperature, double prior)
    {
        double distance = Math.Log(temperature / prior) / PriorStandardDeviation;
        return (faces.Count * LossAt(logits, faces, temperature)) + (distance * distance / 2);
    }

    public static double LossAt(ReadOnlySpan<float> logits, FerDataset faces, double temperature)
    {
        double loss = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            loss -= LogProbability(logits.Slice(i * EmotionExtensions.Count, EmotionExtensions.Count), (int)faces.Label(i), temperature);
        }
        return loss / faces.Count;
    }

    /// <summary>Logarithm of the softmax at one label.</summary>
    public static double LogProbability(ReadOnlySpan<float> logits, int label, double temperature)
    {
        double most = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits) most = Math.Max(most, logit / temperature);
        foreach (float logit in logits) sum += Math.Exp((logit / temperature) - most);
        return (logits[label] / temperature) - most - Math.Log(sum);
    }
}
