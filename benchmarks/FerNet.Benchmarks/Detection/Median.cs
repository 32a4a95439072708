namespace FerNet.Benchmarks.Detection;

/// <summary>The middle of some values.</summary>
internal static class Median
{
    /// <summary>The upper of the two middle ones where there is an even number; NaN for none.</summary>
    public static float Of(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? float.NaN : sorted[sorted.Length / 2];
    }
}
