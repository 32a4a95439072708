using FerNet.Networks;

namespace FerNet.Tests.Networks;

public class WeightInitializerTests
{
    [Fact]
    public void Glorot_kernels_fill_their_range_evenly()
    {
        WeightSpec spec = new("kernel", WeightRole.Kernel, 64, 32, 3, 3);
        float[] values = WeightInitializer.Values(spec, 3);
        double limit = Math.Sqrt(6.0 / ((64 + 32) * 9));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.99 * limit);
        Assert.InRange(values.Select(v => (double)v * v).Average(), 0.95 * limit * limit / 3, 1.05 * limit * limit / 3);
    }

    [Fact]
    public void He_kernels_have_the_variance_of_their_outputs()
    {
        WeightSpec kernel = new("kernel", WeightRole.Kernel, 64, 32, 3, 3) { Start = KernelStart.HeNormal };
        float[] values = WeightInitializer.Values(kernel, 3);
        Assert.InRange(values.Average(), -0.003, 0.003);
        Assert.InRange(values.Select(v => (double)v * v).Average(), 0.95 * 2 / (64 * 9), 1.05 * 2 / (64 * 9));
    }

    [Fact]
    public void The_rest_starts_at_one_or_zero()
    {
        Assert.All(WeightInitializer.Values(new WeightSpec("scale", WeightRole.Scale, 5), 1), value => Assert.Equal(1, value));
        Assert.All(WeightInitializer.Values(new WeightSpec("variance", WeightRole.RunningVariance, 5), 1), value => Assert.Equal(1, value));
        Assert.All(WeightInitializer.Values(new WeightSpec("bias", WeightRole.Bias, 5), 1), value => Assert.Equal(0, value));
    }

    /// <summary>
    /// SplitMix64 started from the first 8 bytes of SHA-256("1/0.kernel"), computed by another program: a seed means the same weights for
    /// good.
    /// </summary>
    [Fact]
    public void The_numbers_never_change()
    {
        float[] glorot = WeightInitializer.Values(new WeightSpec("0.kernel", WeightRole.Kernel, 4, 4), 1);
        float[] he = WeightInitializer.Values(new WeightSpec("0.kernel", WeightRole.Kernel, 4, 4) { Start = KernelStart.HeNormal }, 1);
        Assert.Equal([0.4031154f, -0.8651516f, 0.31802064f, -0.24977525f], glorot[..4]);
        Assert.All(he[..4].Zip([1.1487017f, -0.6617027f, -1.0836359f, -0.4014551f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void Seed_and_name_decide_the_numbers()
    {
        float[] Draw(string name, int seed) => WeightInitializer.Values(new WeightSpec(name, WeightRole.Kernel, 4, 4), seed);
        Assert.Equal(Draw("0.kernel", 1), Draw("0.kernel", 1));
        Assert.NotEqual(Draw("0.kernel", 1), Draw("0.kernel", 2));
        Assert.NotEqual(Draw("0.kernel", 1), Draw("1.kernel", 1));
    }
}
