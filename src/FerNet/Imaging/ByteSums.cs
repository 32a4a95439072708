using System.Numerics;

namespace FerNet.Imaging;

/// <summary>Adds rows of bytes to rows of sums, many at a time.</summary>
internal static class ByteSums
{
    /// <summary>Adds each byte to the sum at its place; both have the same length.</summary>
    public static void Add(ReadOnlySpan<byte> bytes, Span<uint> sums)
    {
        int i = 0, lanes = Vector<uint>.Count;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Span<uint> place = sums.Slice(i, Vector<byte>.Count);
            (new Vector<uint>(place) + first).CopyTo(place);
            (new Vector<uint>(place[lanes..]) + second).CopyTo(place[lanes..]);
            (new Vector<uint>(place[(2 * lanes)..]) + third).CopyTo(place[(2 * lanes)..]);
            (new Vector<uint>(place[(3 * lanes)..]) + fourth).CopyTo(place[(3 * lanes)..]);
        }
        for (; i < bytes.Length; i++) sums[i] += bytes[i];
    }
}
