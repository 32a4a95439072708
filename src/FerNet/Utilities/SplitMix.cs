namespace FerNet.Utilities;

/// <summary>
/// A small random generator whose numbers never change with the runtime's version, so that a seed means the same split for
/// ever. Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
/// </summary>
internal sealed class SplitMix(long seed)
{
    /// <summary>What is added to the state for each number.</summary>
    public const ulong Increment = 0x9E37_79B9_7F4A_7C15;

    private ulong state = (ulong)seed;

    /// <summary>A whole number from 0 to below <paramref name="exclusiveMax"/>.</summary>
    public int NextInt(int exclusiveMax) => (int)Math.BigMul(Next(), (ulong)exclusiveMax, out _);

    /// <summary>Evenly from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From the standard normal distribution, by the Box-Muller transform.</summary>
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

    /// <summary>The random number of a state.</summary>
    public static ulong Mix(ulong state)
    {
        ulong mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    private ulong Next() => Mix(state += Increment);
}
