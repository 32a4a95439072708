using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// Random numbers that depend only on their key (seed, epoch, face), not on earlier draws, so that a resumed training draws the same
/// numbers.
/// </summary>
/// <remarks>The generator is <see cref="SplitMix64"/>, with a new state for each key.</remarks>
internal struct CounterRandom
{
    private ulong state;

    public CounterRandom(long seed, long first = 0, long second = 0)
    {
        state = (ulong)seed;
        state = Next() ^ (ulong)first;
        state = Next() ^ (ulong)second;
        _ = Next();
    }

    public ulong Next() => SplitMix64.Next(ref state);

    /// <summary>Uniform from 0 to less than 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform from -<paramref name="most"/> to <paramref name="most"/>.</summary>
    public double NextSymmetric(double most) => ((2 * NextDouble()) - 1) * most;

    /// <summary>A uniform integer from 0 to less than <paramref name="exclusiveMax"/>.</summary>
    public int NextInt(int exclusiveMax) => (int)(NextDouble() * exclusiveMax);

    /// <summary>Standard normal distribution, by the Box-Muller transform.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>The integers from 0 to less than <paramref name="count"/> in random order (Fisher-Yates shuffle).</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int other = NextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
