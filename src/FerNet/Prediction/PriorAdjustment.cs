namespace FerNet.Prediction;

/// <summary>Changes probabilities from the class prior that a network learned to the one that is expected where it is used.</summary>
/// <remarks>
/// Source: Menon et al., "Long-tail learning via logit adjustment", arXiv:2007.07314, post-hoc form: strength * log(target prior / training
/// prior) is added to the logits. Probabilities are logits up to a constant that the softmax removes.
/// </remarks>
internal sealed class PriorAdjustment
{
    private readonly double[] logOffsets;

    private PriorAdjustment(double[] logOffsets) => this.logOffsets = logOffsets;

    /// <summary>The adjustment that the options ask for; null where nothing changes.</summary>
    public static PriorAdjustment? From(EmotionPredictorOptions options)
    {
        (ClassPrior target, ClassPrior training, double strength) = (options.ClassPrior, options.TrainingPrior, options.ClassPriorStrength);
        if (strength == 0 || target == training) return null;
        return new PriorAdjustment(
            [.. target.Probabilities.Zip(training.Probabilities, (wanted, learned) => strength * (Math.Log(wanted) - Math.Log(learned)))]);
    }

    /// <summary>Adjusts probabilities [N * 7] in place. Each row adds up to 1 again.</summary>
    public void Apply(Span<float> probabilities)
    {
        Span<double> row = stackalloc double[EmotionExtensions.Count];
        for (int start = 0; start < probabilities.Length; start += EmotionExtensions.Count)
        {
            Span<float> face = probabilities.Slice(start, EmotionExtensions.Count);
            double largest = double.NegativeInfinity;
            for (int i = 0; i < row.Length; i++)
            {
                // A probability that has become 0 in single precision stays as small as can be; its logarithm would make the row no number.
                row[i] = Math.Log(Math.Max(face[i], float.Epsilon)) + logOffsets[i];
                largest = Math.Max(largest, row[i]);
            }
            double sum = 0;
            for (int i = 0; i < row.Length; i++) sum += row[i] = Math.Exp(row[i] - largest);
            for (int i = 0; i < row.Length; i++) face[i] = (float)(row[i] / sum);
        }
    }
}
