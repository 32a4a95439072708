using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FerNet.Utilities;

namespace FerNet.Networks;

/// <summary>Draws dropout masks from 16 random bits for each value, vectorized.</summary>
/// <remarks>
/// Torch draws a mask one number at a time, which took 5 % of a training step. Here four xorshift128+ generators (Vigna, "Further
/// scramblings of Marsaglia's xorshift generators", arXiv:1404.0390) run in parallel, initialized from one seed.
/// </remarks>
internal static class DropoutMask
{
    private const int Chances = 65_536;

    /// <summary>Fills a mask with zeros for a random share of the values and with <paramref name="kept"/> for the others.</summary>
    /// <param name="mask">Receives the values as bits of bfloat16.</param>
    /// <param name="seed">Equal seeds give equal masks.</param>
    /// <param name="rate">Share of zeros, 0 to less than 1, in steps of 1 / 65,536.</param>
    /// <param name="kept">The bits of all other values.</param>
    public static void Fill(Span<ushort> mask, ulong seed, double rate, ushort kept)
    {
        Vector256<ushort> threshold = Vector256.Create(Threshold(rate)), value = Vector256.Create(kept);
        Span<Vector256<ushort>> whole = MemoryMarshal.Cast<ushort, Vector256<ushort>>(mask);
        Lanes lanes = new(seed);
        for (int i = 0; i < whole.Length; i++) whole[i] = Vector256.GreaterThanOrEqual(lanes.Next(), threshold) & value;
        int done = whole.Length * Vector256<ushort>.Count;
        if (done < mask.Length)
            (Vector256.GreaterThanOrEqual(lanes.Next(), threshold) & value).AsSpan()[..(mask.Length - done)].CopyTo(mask[done..]);
    }

    /// <summary>Fills the same mask with float32 values.</summary>
    /// <param name="mask">Receives the values.</param>
    /// <param name="seed">Equal seeds give equal masks.</param>
    /// <param name="rate">Share of zeros, 0 to less than 1, in steps of 1 / 65,536.</param>
    /// <param name="kept">All other values.</param>
    public static void Fill(Span<float> mask, ulong seed, double rate, float kept)
    {
        Span<ushort> bits = stackalloc ushort[Vector256<ushort>.Count];
        ushort threshold = Threshold(rate);
        Lanes lanes = new(seed);
        for (int start = 0; start < mask.Length; start += bits.Length)
        {
            lanes.Next().CopyTo(bits);
            int count = Math.Min(bits.Length, mask.Length - start);
            for (int i = 0; i < count; i++) mask[start + i] = bits[i] >= threshold ? kept : 0;
        }
    }

    private static ushort Threshold(double rate) => (ushort)Math.Min(Chances - 1, Math.Round(rate * Chances));

    private static Span<ushort> AsSpan(this Vector256<ushort> vector)
    {
        ushort[] values = new ushort[Vector256<ushort>.Count];
        vector.CopyTo(values);
        return values;
    }

    private struct Lanes
    {
        private Vector256<ulong> older, newer;

        public Lanes(ulong seed)
        {
            older = Vector256.Create(Mix(seed, 1), Mix(seed, 2), Mix(seed, 3), Mix(seed, 4));
            newer = Vector256.Create(Mix(seed, 5), Mix(seed, 6), Mix(seed, 7), Mix(seed, 8));
        }

        public Vector256<ushort> Next()
        {
            Vector256<ulong> one = older, two = newer;
            older = two;
            one ^= one << 23;
            newer = one ^ two ^ (one >> 18) ^ (two >> 5);
            return (newer + two).AsUInt16();
        }

        private static ulong Mix(ulong seed, ulong number) => SplitMix64.Mix(seed + (number * SplitMix64.Increment));
    }
}
