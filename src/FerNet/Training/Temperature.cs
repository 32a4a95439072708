namespace FerNet.Training;

/// <summary>Fits the one number by which logits are divided so that the probabilities mean what they say.</summary>
/// <remarks>Source: Guo et al., "On Calibration of Modern Neural Networks", arXiv:1706.04599: the temperature that makes held-back labels most likely.</remarks>
internal static class Temperature
{
    private const double Least = 0.05, Most = 20;

    /// <summary>1 where there are no faces.</summary>
    public static float Fit(float[] logits, FerDataset faces)
    {
        if (faces.Count == 0) return 1;
        // The loss has one valley along the logarithm of the temperature: a golden-section search finds its floor.
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(Least), high = Math.Log(Most);
        for (int i = 0; i < 60; i++)
        {
            double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
            if (LossAt(logits, faces, Math.Exp(left)) < LossAt(logits, faces, Math.Exp(right))) high = right;
            else low = left;
        }
        return (float)Math.Exp((low + high) / 2);
    }

    public static double LossAt(ReadOnlySpan<float> logits, FerDataset faces, double temperature)
    {
        double loss = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            loss -= LogProbability(logits.Slice(i * Emotions.Count, Emotions.Count), (int)faces.Label(i), temperature);
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
