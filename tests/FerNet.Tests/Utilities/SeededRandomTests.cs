using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

public class SeededRandomTests
{
    [Fact]
    public void A_seed_means_the_same_order_for_ever() =>
        // Worked out from the paper's constants in another language.
        Assert.Equal([0, 3, 7, 1, 2, 6, 5, 4], new SeededRandom(1).Order(8));

    [Fact]
    public void Every_order_holds_every_number_once() =>
        Assert.Equal(Enumerable.Range(0, 1_000), new SeededRandom(5).Order(1_000).Order());

    [Fact]
    public void Numbers_are_spread_evenly()
    {
        SeededRandom random = new(3);
        int[] counts = new int[10];
        for (int draw = 0; draw < 100_000; draw++) counts[random.NextInt(10)]++;
        // Five standard deviations of a fair draw are 474.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
