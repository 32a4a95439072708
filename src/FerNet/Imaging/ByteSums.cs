using System.Numerics;

namespace FerNet.Imaging;

/// <summary>Adds rows of bytes to rows of sums, many at a time.</summary>
internal static class ByteSums
{
    /// <summary>Adds each byte to the sum at the same index; both have the same length.</summary>
    public static void Add(ReadOnlySpan<byte> bytes, Span<uint> sums)
    {
        int i = 0, lanes = Vector<uint>.Count;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Span<uint> target = sums.Slice(i, Vector<byte>.Count);
            (new Vector<uint>(target) + first).CopyTo(target);
            (new Vector<uint>(target[lanes..]) + second).CopyTo(target[lanes..]);
            (new Vector<uint>(target[(2 * lanes)..]) + third).CopyTo(target[(2 * lanes)..]);
            (new Vector<uint>(target[(3 * lanes)..]) + fourth).CopyTo(target[(3 * lanes)..]);
        }
        for (; i < bytes.Length; i++) sums[i] += bytes[i];
    }
}
