using System.Numerics;

namespace FerNet.Data.Quality;

/// <summary>Finds pairs of 64-bit fingerprints that differ in few bits, without comparing all pairs.</summary>
/// <remarks>
/// The bits are divided into blocks of about log2(count) bits. If two fingerprints differ in at most d bits, at least one of b blocks
/// differs in at most d / b bits, so only fingerprints with such a block are compared. Source: Norouzi, Punjani and Fleet, "Fast Exact
/// Search in Hamming Space with Multi-Index Hashing", arXiv:1307.2982.
/// </remarks>
internal static class CloseFingerprints
{
    private const int Bits = 64, FewestBlocks = 3, MostBlocks = 8;

    /// <summary>The number of blocks with the fewest comparisons.</summary>
    /// <param name="count">Number of fingerprints.</param>
    public static int BlocksFor(int count) =>
        Math.Clamp(Bits / (BitOperations.Log2((uint)Math.Max(1, count)) + 1), FewestBlocks, MostBlocks);

    /// <summary>Each pair of indices, the lower one first, whose fingerprints are close; a pair may come more than once.</summary>
    /// <param name="fingerprints">The fingerprints.</param>
    /// <param name="mostBits">The maximum number of different bits.</param>
    /// <param name="blocks">The number of blocks, at least 2.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static IEnumerable<(int One, int Other)> Pairs(
        ulong[] fingerprints, int mostBits, int blocks, CancellationToken cancellationToken)
    {
        for (int block = 0; block < blocks; block++)
        {
            int from = Bits * block / blocks, width = (Bits * (block + 1) / blocks) - from;
            ulong[] keys = [.. fingerprints.Select(fingerprint => (fingerprint >> from) & ((1UL << width) - 1))];
            ILookup<ulong, int> indices = Enumerable.Range(0, keys.Length).ToLookup(index => keys[index]);
            ulong[] differences = [.. Differences(width, mostBits / blocks)];
            for (int one = 0; one < keys.Length; one++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (ulong difference in differences)
                {
                    foreach (int other in indices[keys[one] ^ difference])
                    {
                        if (other > one && BitOperations.PopCount(fingerprints[one] ^ fingerprints[other]) <= mostBits)
                            yield return (one, other);
                    }
                }
            }
        }
    }

    /// <summary>All numbers of the width with at most <paramref name="mostBits"/> bits set.</summary>
    private static IEnumerable<ulong> Differences(int width, int mostBits)
    {
        yield return 0;
        if (mostBits == 0) yield break;
        for (int highest = 0; highest < width; highest++)
        {
            foreach (ulong lower in Differences(highest, mostBits - 1)) yield return (1UL << highest) | lower;
        }
    }
}
