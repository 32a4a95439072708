using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Support;

namespace FerNet.Tests.Networks;

public class NetworkTests
{
    [Fact]
    public void The_seed_network_has_as_many_parameters_as_Keras_counts()
    {
        static long Conv(long inputs, long filters) => (9 * inputs * filters) + filters;
        static long Norm(long channels) => 4 * channels;
        static long Dense(long inputs, long units) => (inputs * units) + units;

        // 48 - 2 (valid) = 46, then halved four times with the odd row dropped: 23, 11, 5, 2.
        long byHand =
            Conv(1, 64) + Conv(64, 64) + Norm(64)
            + Conv(64, 128) + Norm(128) + Conv(128, 128) + Norm(128)
            + Conv(128, 256) + Norm(256) + Conv(256, 256) + Norm(256)
            + Conv(256, 512) + Norm(512) + Conv(512, 512) + Norm(512)
            + Dense(2 * 2 * 512, 512) + Dense(512, 256) + Dense(256, 128) + Dense(128, 7);

        Assert.Equal(5_905_863, byHand);
        Assert.Equal(byHand, Network.KerasBaseline.ParameterCount);
        Assert.Equal(2 * (64 + (2 * (128 + 256 + 512))),
            Network.KerasBaseline.ParameterCount - Network.KerasBaseline.TrainableParameterCount);
    }

    [Fact]
    public void The_seed_network_shrinks_its_maps_as_the_post_says()
    {
        List<TensorShape> shapes = [];
        TensorShape shape = Network.KerasBaseline.Input;
        foreach (Layer layer in Network.KerasBaseline.Layers)
        {
            shape = layer.OutputShape(shape);
            if (layer is MaxPooling2D) shapes.Add(shape);
        }
        Assert.Equal([new(64, 23, 23), new(128, 11, 11), new(256, 5, 5), new(512, 2, 2)], shapes);
        Assert.Equal(TensorShape.Flat(7), shape);
    }

    [Fact]
    public void The_default_network_stays_within_its_budget()
    {
        Assert.InRange(Network.Default.ParameterCount, 1, 3_000_000);
        Assert.InRange(Network.Default.MultiplyAdds, 1, 250_000_000);
    }

    [Fact]
    public void The_fast_network_stays_within_its_budget() => Assert.InRange(Network.Fast.MultiplyAdds, 1, 12_000_000);

    [Fact]
    public void Weights_are_named_by_their_place() => Assert.Equal(
        [
            "0.kernel", "0.bias", "1.scale", "1.shift", "1.mean", "1.variance",
            "3.body.0.kernel", "3.body.1.scale", "3.body.1.shift", "3.body.1.mean", "3.body.1.variance",
            "3.body.3.kernel", "3.body.4.scale", "3.body.4.shift", "3.body.4.mean", "3.body.4.variance",
            "3.body.5.squeeze.kernel", "3.body.5.squeeze.bias", "3.body.5.excite.kernel", "3.body.5.excite.bias",
            "3.shortcut.0.kernel", "3.shortcut.1.scale", "3.shortcut.1.shift", "3.shortcut.1.mean", "3.shortcut.1.variance",
            "7.kernel", "7.bias",
        ],
        SmallNetworks.Residual.Weights.Select(weight => weight.Name));

    [Fact]
    public void The_summary_shows_shapes_parameters_and_cost()
    {
        string summary = Network.KerasBaseline.Summary();
        Assert.Contains("(N, 64, 46, 46)", summary);
        Assert.Contains("(N, 2048)", summary);
        Assert.Contains("Total parameters: 5,905,863", summary);
        Assert.Contains(FormattableString.Invariant($"{Network.KerasBaseline.MultiplyAdds:N0}"), summary);
    }

    [Fact]
    public void Multiply_adds_of_a_convolution_are_those_of_its_loops()
    {
        long loops = 0;
        for (int filter = 0; filter < 12; filter++)
            for (int y = 0; y < 5; y++)
                for (int x = 0; x < 4; x++)
                    for (int channel = 0; channel < 6 / 3; channel++)
                        for (int window = 0; window < 25; window++) loops++;

        Assert.Equal(loops, new Conv2D(12, 5) { Stride = 2, Groups = 3 }.MultiplyAdds(new TensorShape(6, 10, 8)));
    }

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Layers_that_do_not_fit_are_refused_with_the_shapes(Func<Network> stack, string expected)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(stack);
        Assert.Contains(expected, error.Message);
    }

    public static TheoryData<Func<Network>, string> Misfits() => new()
    {
        { () => new Network("n", new Dense(7)), "put Flatten or GlobalAveragePooling before it" },
        { () => new Network("n", new Flatten(), new Dense(5)), "(N, 5)" },
        { () => new Network("n", new Flatten(), new Conv2D(3), new Dense(7)), "(N, 2304)" },
        { () => new Network("n", new MaxPooling2D(49), new Flatten(), new Dense(7)), "49 x 49" },
        { () => new Network("n", new Conv2D(8) { Groups = 3 }, new Flatten(), new Dense(7)), "3 groups" },
        { () => new Network("n", new Residual(new Conv2D(4, 7) { Padding = Padding.Valid }), new Flatten(), new Dense(7)), "no stride" },
        { () => new Network("n", new Residual(new Flatten(), new Dense(4)), new Dense(7)), "cannot be added" },
        { () => new Network(" ", new Flatten(), new Dense(7)), "name" },
        { () => new Network("n", new Conv2D(8, 4), new Flatten(), new Dense(7)), "odd size" },
        { () => new Network("n", new Conv2D(0), new Flatten(), new Dense(7)), "at least 1" },
        { () => new Network("n", new Dropout(1), new Flatten(), new Dense(7)), "between 0 and 0.99" },
    };
}
