namespace FerNet.Tests.Evaluation;

/// <summary>Labels and probabilities drawn at random from a seed.</summary>
internal static class Answers
{
    public static (Emotion[] Labels, float[] Probabilities) Random(int seed, int count)
    {
        Random random = new(seed);
        Emotion[] labels = new Emotion[count];
        float[] probabilities = new float[count * EmotionExtensions.Count];
        for (int face = 0; face < count; face++)
        {
            labels[face] = (Emotion)random.Next(EmotionExtensions.Count);
            double[] weights = [.. Enumerable.Range(0, EmotionExtensions.Count).Select(_ => Math.Exp(3 * random.NextDouble()))];
            weights[(int)labels[face]] *= 1 + (3 * random.NextDouble());
            for (int i = 0; i < EmotionExtensions.Count; i++)
                probabilities[(face * EmotionExtensions.Count) + i] = (float)(weights[i] / weights.Sum());
        }
        return (labels, probabilities);
    }

    /// <summary>One row that gives all its probability to one emotion, or shares it with a second.</summary>
    public static float[] Row(Emotion first, float probability = 1, Emotion? second = null)
    {
        float[] row = new float[EmotionExtensions.Count];
        row[(int)first] = probability;
        if (second is { } other) row[(int)other] = 1 - probability;
        return row;
    }
}
