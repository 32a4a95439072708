using FerNet.Utilities;

namespace FerNet.Evaluation;

/// <summary>Computes confidence intervals of two accuracies on the same faces, and of their difference.</summary>
internal static class PairedBootstrap
{
    private const double Tail = 0.025;

    /// <summary>95 % intervals, as percentiles over samples of the faces drawn with replacement.</summary>
    public static (ConfidenceInterval First, ConfidenceInterval Second, ConfidenceInterval Difference) Intervals(
        bool[] firstCorrect, bool[] secondCorrect, int samples, SeededRandom random)
    {
        int count = firstCorrect.Length;
        double[] first = new double[samples], second = new double[samples], difference = new double[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            int firstHits = 0, secondHits = 0;
            for (int i = 0; i < count; i++)
            {
                int face = random.NextInt(count);
                if (firstCorrect[face]) firstHits++;
                if (secondCorrect[face]) secondHits++;
            }
            (first[sample], second[sample]) = ((double)firstHits / count, (double)secondHits / count);
            difference[sample] = second[sample] - first[sample];
        }
        return (Interval(first), Interval(second), Interval(difference));
    }

    private static ConfidenceInterval Interval(double[] figures)
    {
        Array.Sort(figures);
        int skipped = (int)(Tail * figures.Length);
        return new ConfidenceInterval { Low = figures[skipped], High = figures[^(1 + skipped)] };
    }
}
