using System.Numerics;

namespace FerNet.Data.Quality;

/// <summary>Finds fingerprints of 64 bits that differ in few of them, without comparing each with all others.</summary>
/// <remarks>
/// The bits are cut into blocks of about as many bits as the count has. Where two fingerprints differ in at most d bits, one of b blocks
/// differs in at most d / b, so that only fingerprints with such a block are compared. Source: Norouzi, Punjani and Fleet, "Fast Exact
/// Search in Hamming Space with Multi-Index Hashing", arXiv:1307.2982.
/// </remarks>
internal static class CloseFingerprints
{
    private const int Bits = 64, FewestBlocks = 3, MostBlocks = 8;

    /// <summary>How many blocks need the fewest comparisons.</summary>
    /// <param name="count">Number of fingerprints.</param>
    public static int BlocksFor(int count) =>
        Math.Clamp(Bits / (BitOperations.Log2((uint)Math.Max(1, count)) + 1), FewestBlocks, MostBlocks);

    /// <summary>Each pair of indices, the lower one first, whose fingerprints are close; a pair may come more than once.</summary>
    /// <param name="fingerprints">The fingerprints.</param>
    /// <param name="mostBits">In how many bits close ones may differ.</param>
    /// <param name="blocks">Into how many blocks they are cut, at least 2.</param>
    /// <param name="cancellationToken">Stops the search.</param>
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

    /// <summary>All numbers of a width with at most so many bits set.</summary>
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
