using System.Numerics.Tensors;

namespace FerNet.Training;

/// <summary>Fits the temperature, so that the probabilities are calibrated.</summary>
/// <remarks>
/// Source: Guo et al., "On Calibration of Modern Neural Networks", arXiv:1706.04599: the temperature that maximizes the likelihood of
/// held-back labels. With few faces, this overfits (if all of them are recognized, the likelihood rises with every lower temperature). So
/// the logarithm of the temperature has a normal prior, and the result is the maximum of the posterior probability. The prior dominates
/// with about 30 faces, and has little influence with 1,000.
/// </remarks>
internal static class Temperature
{
    /// <summary>With fewer faces than this, the fitted temperature needs a warning.</summary>
    public const int EnoughFaces = 200;

    private const double Least = 0.05, Most = 20;

    /// <summary>Standard deviation of the prior: 95 % of the temperatures lie within a factor of 1.6.</summary>
    private const double PriorStandardDeviation = 0.25;

    /// <summary>A model's accuracy on the calibration faces, 0 to 1, if it was trained on them; otherwise null.</summary>
    public static double? LearnedAccuracy(EmotionModel? model, TrainingPlan plan)
    {
        if (model is null || plan.Calibration.Count == 0 || plan.Validation.Count == 0) return null;
        double accuracy = Accuracy(model.Logits(plan.Calibration), plan.Calibration),
            validationAccuracy = Accuracy(model.Logits(plan.Validation), plan.Validation);
        return AreLearned(accuracy, plan.Calibration.Count, validationAccuracy, plan.Validation.Count) ? accuracy : null;
    }

    /// <summary>The most probable temperature, 0.05 to 20; without faces, <paramref name="prior"/>.</summary>
    /// <param name="logits">[faces * 7].</param>
    /// <param name="faces">Labeled faces that the network was not trained on.</param>
    /// <param name="prior">The center of the prior: the temperature of the starting model, or 1.</param>
    public static float Fit(float[] logits, FerDataset faces, double prior)
    {
        if (faces.Count == 0) return (float)prior;
        // The objective may have two local minima: a grid search finds the lower one, a golden-section search refines it.
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
    /// Whether a network was trained on the calibration faces: its accuracy on them is significantly higher than on the validation faces
    /// (three standard errors of the difference).
    /// </summary>
    /// <remarks>
    /// A training with a starting model holds faces back, but the starting model may have been trained on them. A temperature that is
    /// fitted on such faces makes the probabilities for other faces overconfident.
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
