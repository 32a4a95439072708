namespace FerNet.Evaluation;

/// <summary>Shares, where a share of nothing is nothing.</summary>
internal static class Ratio
{
    public static double OrZero(double part, double whole) => whole > 0 ? part / whole : 0;
}
