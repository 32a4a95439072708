using System.Numerics;
using FerNet.Data.Quality;

namespace FerNet.Tests.Data.Quality;

public class CloseFingerprintsTests
{
    /// <summary>Fingerprints at random, each fourth of which is another one with up to ten bits turned over.</summary>
    [Theory]
    [InlineData(0, 7, 4)]
    [InlineData(1, 7, 4)]
    [InlineData(300, 0, 8)]
    [InlineData(300, 7, 8)]
    [InlineData(300, 3, 3)]
    [InlineData(1000, 7, 7)]
    [InlineData(1000, 7, 5)]
    [InlineData(2000, 7, 4)]
    [InlineData(500, 7, 3)]
    public void Pairs_are_those_that_comparing_all_with_all_finds(int count, int mostBits, int blocks)
    {
        Random random = new(count + mostBits + blocks);
        ulong[] fingerprints = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            fingerprints[i] = i % 4 == 3 ? fingerprints[random.Next(i)] : (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            for (int turned = i % 4 == 3 ? random.Next(11) : 0; turned > 0; turned--) fingerprints[i] ^= 1UL << random.Next(64);
        }
        HashSet<(int, int)> expected = [];
        for (int one = 0; one < count; one++)
        {
            for (int other = one + 1; other < count; other++)
            {
                if (BitOperations.PopCount(fingerprints[one] ^ fingerprints[other]) <= mostBits) expected.Add((one, other));
            }
        }
        Assert.Equal(count > 1, expected.Count > 0);
        Assert.Equal(expected, CloseFingerprints.Pairs(fingerprints, mostBits, blocks, TestContext.Current.CancellationToken).ToHashSet());
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(255, 8)]
    [InlineData(35_000, 4)]
    [InlineData(1_000_000, 3)]
    [InlineData(int.MaxValue, 3)]
    public void The_more_fingerprints_the_wider_the_blocks(int count, int blocks) =>
        Assert.Equal(blocks, CloseFingerprints.BlocksFor(count));

    [Fact]
    public void A_canceled_search_stops()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CloseFingerprints.Pairs([1, 2], 7, 4, stop.Token).Count());
    }
}
