using FerNet.Utilities;

namespace FerNet.Tests.Data;

public class SplitMixTests
{
    [Fact]
    public void A_seed_means_the_same_order_for_ever() =>
        // Worked out from the paper's constants in another language.
        Assert.Equal([0, 3, 7, 1, 2, 6, 5, 4], new SplitMix(1).Order(8));

    [Fact]
    public void Every_order_holds_every_number_once() =>
        Assert.Equal(Enumerable.Range(0, 1_000), new SplitMix(5).Order(1_000).Order());

    [Fact]
    public void Numbers_are_spread_evenly()
    {
        SplitMix random = new(3);
        int[] counts = new int[10];
        for (int draw = 0; draw < 100_000; draw++) counts[random.NextInt(10)]++;
        // Five standard deviations of a fair draw are 474.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
