namespace FerNet.Utilities;

/// <summary>The random number generator SplitMix64, whose numbers do not depend on the version of the runtime.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    /// <summary>The increment of the state: 2^64 divided by the golden ratio, rounded to an odd number.</summary>
    public const ulong Increment = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The next number.</summary>
    public static ulong Next(ref ulong state) => Mix(state += Increment);

    /// <summary>The number that belongs to a state.</summary>
    public static ulong Mix(ulong state)
    {
        ulong mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
