namespace FerNet.Utilities;

/// <summary>Random numbers from <see cref="SplitMix64"/>, so that a seed gives the same split with every version of the runtime.</summary>
internal sealed class SeededRandom(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>A whole number from 0 to below <paramref name="exclusiveMax"/>.</summary>
    public int NextInt(int exclusiveMax) => (int)Math.BigMul(SplitMix64.Next(ref state), (ulong)exclusiveMax, out _);

    /// <summary>A uniformly distributed number from 0 to below 1.</summary>
    public double NextDouble() => (SplitMix64.Next(ref state) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the standard normal distribution, by the Box-Muller transform.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>The numbers from 0 to below <paramref name="count"/> in random order (Fisher and Yates).</summary>
    public int[] Order(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
        return order;
    }
}
