using System.Numerics;
using FerNet.Networks;

namespace FerNet.Tests.Networks;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.4)]
    [InlineData(15, 0.25)]
    [InlineData(16, 0)]
    [InlineData(1000, 0.9)]
    public void EqualsFourGeneratorsThatRunOneAfterTheOther(int length, double rate)
    {
        ushort[] bits = new ushort[length];
        float[] numbers = new float[length];
        DropoutMask.Fill(bits, 77, rate, 0x3FC0);
        DropoutMask.Fill(numbers, 77, rate, 1.5f);
        bool[] expected = [.. SlowDraws(77).Take(length).Select(drawn => drawn >= Math.Round(rate * 65_536))];
        Assert.Equal(expected.Select(isKept => isKept ? (ushort)0x3FC0 : (ushort)0), bits);
        Assert.Equal(expected.Select(isKept => isKept ? 1.5f : 0), numbers);
    }

    [Fact]
    public void DropsTheShareThatWasAskedForAndNoNeighborTellsOfTheNext()
    {
        foreach (double rate in (double[])[0.1, 0.4, 0.5, 0.8])
        {
            ushort[] bits = new ushort[1 << 20];
            DropoutMask.Fill(bits, (ulong)(1000 * rate), rate, 1);
            double share = 1 - bits.Average(bit => bit);
            Assert.InRange(share, rate - 0.002, rate + 0.002);
            foreach (int apart in (int[])[1, 2, 4, 16, 64])
            {
                double both = Enumerable.Range(0, bits.Length - apart)
                    .Count(i => bits[i] == 0 && bits[i + apart] == 0) / (double)(bits.Length - apart);
                Assert.InRange(both, (rate * rate) - 0.003, (rate * rate) + 0.003);
            }
        }
    }

    [Fact]
    public void OtherSeedsGiveOtherMasks()
    {
        ushort[] one = new ushort[256], other = new ushort[256];
        DropoutMask.Fill(one, 1, 0.5, 1);
        DropoutMask.Fill(other, 2, 0.5, 1);
        Assert.InRange(one.Zip(other).Count(pair => pair.First != pair.Second), 80, 176);
    }

    /// <summary>xorshift128+ in plain numbers, four of them in turn, each answer cut into four pieces of 16 bits.</summary>
    private static IEnumerable<ushort> SlowDraws(ulong seed)
    {
        ulong[] older = [.. Enumerable.Range(1, 4).Select(number => SeededRandom(seed, (ulong)number))];
        ulong[] newer = [.. Enumerable.Range(5, 4).Select(number => SeededRandom(seed, (ulong)number))];
        while (true)
        {
            for (int lane = 0; lane < 4; lane++)
            {
                ulong one = older[lane], two = newer[lane];
                one ^= one << 23;
                (older[lane], newer[lane]) = (two, one ^ two ^ (one >> 18) ^ (two >> 5));
                ulong sum = unchecked(newer[lane] + two);
                for (int piece = 0; piece < 4; piece++) yield return (ushort)BitOperations.RotateRight(sum, 16 * piece);
            }
        }
    }

    private static ulong SeededRandom(ulong seed, ulong number)
    {
        unchecked
        {
            ulong mixed = seed + (number * 0x9E37_79B9_7F4A_7C15);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
