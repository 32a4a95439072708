namespace FerNet.Utilities;

/// <summary>The step of the random generator SplitMix64, whose numbers never change with the runtime's version.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    /// <summary>What the state grows by from number to number: 2^64 divided by the golden ratio, made odd.</summary>
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
