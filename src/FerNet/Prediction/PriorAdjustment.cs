namespace FerNet.Prediction;

/// <summary>Changes probabilities from the training prior to the class prior that is expected in use.</summary>
/// <remarks>
/// Source: Menon et al., "Long-tail learning via logit adjustment", arXiv:2007.07314, post-hoc form: strength * log(target prior / training
/// prior) is added to the logits. Log probabilities equal the logits up to a constant, which the softmax removes.
/// </remarks>
internal sealed class PriorAdjustment
{
    private readonly double[] logOffsets;

    private PriorAdjustment(double[] logOffsets) => this.logOffsets = logOffsets;

    /// <summary>The adjustment of the options; null where nothing changes.</summary>
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
                // A probability that underflowed to 0 is replaced by the smallest float, because its logarithm would make the row NaN.
                row[i] = Math.Log(Math.Max(face[i], float.Epsilon)) + logOffsets[i];
                largest = Math.Max(largest, row[i]);
            }
            double sum = 0;
            for (int i = 0; i < row.Length; i++) sum += row[i] = Math.Exp(row[i] - largest);
            for (int i = 0; i < row.Length; i++) face[i] = (float)(row[i] / sum);
        }
    }
}
