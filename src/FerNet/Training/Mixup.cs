namespace FerNet.Training;

/// <summary>Mixes the faces of a batch and their targets in pairs: <c>share * first + (1 - share) * second</c>.</summary>
/// <remarks>
/// Source: Zhang et al., "mixup: Beyond Empirical Risk Minimization", arXiv:1710.09412; one share per batch, at least 0.5.
/// </remarks>
internal static class Mixup
{
    public static void Apply(Batch batch, double alpha, CounterRandom random)
    {
        double first = Gamma(alpha, ref random), second = Gamma(alpha, ref random);
        float share = (float)(first + second > 0 ? Math.Max(first, second) / (first + second) : 1);
        int[] partner = random.Permutation(batch.Count);
        for (int crop = 0, length = batch.Pixels.Length / batch.Crops; crop < batch.Crops; crop++)
            Mix(batch.Pixels.AsSpan(crop * length, length), batch.Count, partner, share);
        Mix(batch.Targets, batch.Count, partner, share);
        if (batch.Votes is not null) Mix(batch.Votes, batch.Count, partner, share);
    }

    private static void Mix(Span<float> values, int count, int[] partner, float share)
    {
        float[] before = values.ToArray();
        int length = values.Length / count;
        for (int i = 0; i < count; i++)
        {
            int own = i * length, other = partner[i] * length;
            for (int j = 0; j < length; j++) values[own + j] = (share * before[own + j]) + ((1 - share) * before[other + j]);
        }
    }

    /// <summary>A gamma-distributed number (Marsaglia and Tsang, 2000). Two of them give a beta-distributed share.</summary>
    private static double Gamma(double shape, ref CounterRandom random)
    {
        if (shape < 1) return Gamma(shape + 1, ref random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal(), v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
