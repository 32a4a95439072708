namespace FerNet.Evaluation;

/// <summary>McNemar's exact test of two classifiers on the same faces.</summary>
internal static class McNemar
{
    /// <summary>
    /// The probability that the faces which only one of two equally accurate models recognizes are divided at least as unevenly: min(1, 2
    /// P(X &lt;= smaller)), X binomial with n = one + other and 1/2.
    /// </summary>
    public static double ExactPValue(int one, int other)
    {
        int n = one + other, smaller = Math.Min(one, other);
        // Computed with logarithms, because 1 / 2^n underflows to 0 from n = 1,075 on.
        double logarithm = -n * Math.Log(2), sum = Math.Exp(logarithm);
        for (int k = 1; k <= smaller; k++)
        {
            logarithm += Math.Log(n - k + 1) - Math.Log(k);
            sum += Math.Exp(logarithm);
        }
        return Math.Min(1, 2 * sum);
    }

    /// <summary>"p = 0.0123"; "p &lt; 0.0001" for a smaller value.</summary>
    public static string Display(double pValue) => pValue < 1e-4 ? "p < 0.0001" : Invariant($"p = {pValue:0.0###}");
}
