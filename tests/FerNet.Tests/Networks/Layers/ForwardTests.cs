using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;
using Padding = FerNet.Networks.Layers.Padding;

namespace FerNet.Tests.Networks.Layers;

/// <summary>Layers as torch computes them, against loops that are obviously right.</summary>
public class ForwardTests
{
    [Theory]
    [InlineData(3, 1, Padding.Same, 1)]
    [InlineData(3, 1, Padding.Valid, 1)]
    [InlineData(3, 2, Padding.Same, 1)]
    [InlineData(5, 2, Padding.Same, 2)]
    [InlineData(1, 1, Padding.Same, 1)]
    public void A_convolution_is_its_loops(int kernel, int stride, Padding padding, int groups)
    {
        Conv2D layer = new(4, kernel) { Stride = stride, Padding = padding, Groups = groups };
        TensorShape shape = new(2, 7, 9);
        (float[] input, float[] output, Dictionary<string, WeightArray> weights) = Run(layer, shape);
        TensorShape outShape = layer.OutputShape(shape);
        float[] window = weights["0.kernel"].Values, bias = weights["0.bias"].Values;
        int perGroup = shape.Channels / groups, filtersPerGroup = 4 / groups, border = padding == Padding.Same ? kernel / 2 : 0;

        for (int f = 0; f < 4; f++)
            for (int y = 0; y < outShape.Height; y++)
                for (int x = 0; x < outShape.Width; x++)
                {
                    double sum = bias[f];
                    for (int c = 0; c < perGroup; c++)
                        for (int dy = 0; dy < kernel; dy++)
                            for (int dx = 0; dx < kernel; dx++)
                            {
                                int row = (y * stride) + dy - border, column = (x * stride) + dx - border;
                                if (row < 0 || column < 0 || row >= shape.Height || column >= shape.Width) continue;
                                int channel = (f / filtersPerGroup * perGroup) + c;
                                sum += window[((((f * perGroup) + c) * kernel) + dy) * kernel +
                                    dx] * input[(((channel * shape.Height) + row) * shape.Width) + column];
                            }
                    Assert.Equal(sum, output[(((f * outShape.Height) + y) * outShape.Width) + x], 5e-5f);
                }
    }

    [Fact]
    public void Squeeze_and_excite_weighs_each_channel_by_its_gate()
    {
        TensorShape shape = new(8, 3, 2);
        (float[] input, float[] output, Dictionary<string, WeightArray> weights) = Run(new SqueezeExcite(2), shape);
        double[] means = [.. input.Chunk(6).Select(map => map.Average(v => (double)v))];
        double[] middle = Layer(weights["0.squeeze.kernel"], weights["0.squeeze.bias"], means, v => Math.Max(0, v));
        double[] gates = Layer(weights["0.excite.kernel"], weights["0.excite.bias"], middle, v => 1 / (1 + Math.Exp(-v)));
        for (int i = 0; i < output.Length; i++) Assert.Equal(input[i] * gates[i / 6], output[i], 5e-6f);
    }

    [Fact]
    public void A_residual_adds_its_input_or_its_shrunken_projection()
    {
        TensorShape shape = new(4, 6, 6);
        (float[] input, float[] output, _) = Run(new Residual(new ReLU()), shape);
        for (int i = 0; i < output.Length; i++) Assert.Equal(input[i] + Math.Max(0, input[i]), output[i], 5e-6f);

        // The body shrinks and widens: the shortcut is the mean of 2 x 2 windows sent through its own 1x1 convolution.
        Residual widening = new(new Conv2D(6, 1) { Stride = 2, UseBias = false });
        (input, output, Dictionary<string, WeightArray> weights) = Run(widening, shape);
        float[] body = weights["0.body.0.kernel"].Values, shortcut = weights["0.shortcut.0.kernel"].Values;
        for (int f = 0; f < 6; f++)
            for (int y = 0; y < 3; y++)
                for (int x = 0; x < 3; x++)
                {
                    double sum = 0;
                    for (int c = 0; c < 4; c++)
                    {
                        float At(int row, int column) => input[(((c * 6) + row) * 6) + column];
                        double mean =
                            (At(2 * y, 2 * x) + At(2 * y, (2 * x) + 1) + At((2 * y) + 1, 2 * x) + At((2 * y) + 1, (2 * x) + 1)) / 4;
                        sum += (body[(f * 4) + c] * At(2 * y, 2 * x)) + (shortcut[(f * 4) + c] * mean / Math.Sqrt(1 + 1e-5));
                    }
                    Assert.Equal(sum, output[(((f * 3) + y) * 3) + x], 5e-5f);
                }
    }

    [Fact]
    public void Pooling_takes_the_largest_and_drops_the_odd_row()
    {
        TensorShape shape = new(1, 5, 5);
        (float[] input, float[] output, _) = Run(new MaxPooling2D(2), shape);
        Assert.Equal(4, output.Length);
        Assert.Equal(new[] { input[12], input[13], input[17], input[18] }.Max(), output[3]);
    }

    private static double[] Layer(WeightArray kernel, WeightArray bias, double[] input, Func<double, double> then) =>
        [.. bias.Values.Select((b, unit) => then(b + input.Select((v, i) => v * kernel.Values[(unit * input.Length) + i]).Sum()))];

    private static (float[] Input, float[] Output, Dictionary<string, WeightArray> Weights) Run(Layer layer, TensorShape shape)
    {
        NativeTorch.Require();
        using DisposeScope scope = torch.NewDisposeScope();
        using WeightStore weights = WeightStore.Initialize(LayerSequence.Weights([layer], shape), 4, torch.CPU);
        CounterRandom random = new(8);
        float[] input = new float[shape.Count];
        for (int i = 0; i < input.Length; i++) input[i] = (float)random.NextNormal();
        using (torch.no_grad())
        {
            using Scalar level = 0.3.ToScalar();
            foreach (WeightSpec bias in weights.Specs.Where(spec => spec.Role == WeightRole.Bias))
                weights[bias.Name].add_(level, TorchScalars.One);
        }
        ForwardPass pass = new(weights, isTraining: false, isHalf: false);
        torch.Tensor output =
            LayerSequence.Forward(
                [layer], pass, "", pass.PrepareInput(torch.tensor(input, [1, shape.Channels, shape.Height, shape.Width])));
        return (input, WeightStore.Values(output), weights.ToArrays());
    }
}
