using FerNet.Networks;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Networks;

public class VerifiedConvolutionTests
{
    /// <summary>
    /// Shapes at which torch's kernels are known to fail on some processors, and some at which they do not; with groups for the last ones.
    /// </summary>
    public static TheoryData<int, int, int, int, int> Shapes
    {
        get
        {
            TheoryData<int, int, int, int, int> shapes = [];
            foreach (int channels in (int[])[1, 2, 16, 40])
            {
                foreach (int filters in (int[])[4, 16, 24, 40])
                {
                    foreach ((int kernel, int stride) in ((int, int)[])[(1, 1), (1, 2), (3, 1), (3, 2)])
                        shapes.Add(channels, filters, kernel, stride, 1);
                }
            }
            shapes.Add(12, 12, 3, 1, 12);
            shapes.Add(16, 16, 3, 2, 16);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Answers_and_gradients_are_those_of_a_plain_loop(int channels, int filters, int kernel, int stride, int groups)
    {
        NativeTorch.Require();
        foreach (int count in (int[])[1, 3, 16]) Check(count, channels, filters, kernel, stride, groups);
    }

    private static void Check(int count, int channels, int filters, int kernel, int stride, int groups)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(7, torch.CPU);
        torch.Tensor maps = ChannelsLast.Convert(torch.randn([count, channels, 9, 10], generator: random)),
            weights = ChannelsLast.Convert(torch.randn([filters, channels / groups, kernel, kernel], generator: random));
        torch.Tensor plain =
            torch.tensor(PlainLoop(WeightStore.Values(maps), WeightStore.Values(weights), count, channels, filters, kernel, stride, groups),
                [count, filters, (8 / stride) + 1, (9 / stride) + 1]);
        // The gradients of sum(y^2) / 2 are those of the convolution itself, taken along y; float64 has them without the kernels on trial.
        torch.Tensor[] right = Learn(
            (x, w, bias, s, border, g) => ConvolutionBackend.Double.Compute(x, w, bias, s, border, g), torch.float64);
        AssertNear(plain, right[0], 1e-4f);
        foreach (bool isHalf in (bool[])[true, false])
        {
            torch.Tensor[] tried =
                Learn((x, w, bias, s, border, g) =>
                    VerifiedConvolution.Compute(x, w, bias, s, border, g, isHalf), isHalf ? torch.bfloat16 : torch.float32);
            foreach ((torch.Tensor expected, torch.Tensor actual) in right.Zip(tried)) AssertNear(expected, actual, isHalf ? 0.03f : 5e-4f);
        }

        torch.Tensor[] Learn(Func<torch.Tensor, torch.Tensor, torch.Tensor?, int, int, int, torch.Tensor> convolution,
            torch.ScalarType type)
        {
            torch.Tensor x = maps.detach().clone().requires_grad_(true), w = weights.detach().clone().requires_grad_(true);
            torch.Tensor answer = convolution(x.to(type), w, null, stride, kernel / 2, groups).to(torch.float32);
            using Scalar half = 0.5.ToScalar();
            (answer * answer).sum().mul(half).backward();
            return [answer, x.grad!, w.grad!];
        }
    }

    private static void AssertNear(torch.Tensor expected, torch.Tensor actual, float share)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>() / expected.abs().max().item<float>(), 0, share);
    }

    /// <summary>Sums over the window, with zeros beyond the border: maps [count, channels, 9, 10].</summary>
    private static float[] PlainLoop(float[] maps, float[] weights, int count, int channels, int filters, int kernel,
        int stride, int groups)
    {
        const int Height = 9, Width = 10;
        int rows = ((Height - 1) / stride) + 1, columns = ((Width - 1) / stride) + 1, each = channels / groups;
        float[] answer = new float[count * filters * rows * columns];
        int at = 0;
        for (int n = 0; n < count; n++)
            for (int f = 0; f < filters; f++)
                for (int row = 0; row < rows; row++)
                    for (int column = 0; column < columns; column++, at++)
                    {
                        double sum = 0;
                        for (int c = 0; c < each; c++)
                            for (int i = 0; i < kernel; i++)
                                for (int j = 0; j < kernel; j++)
                                {
                                    int y = (row * stride) + i - (kernel / 2), x = (column * stride) +
                                        j - (kernel / 2), channel = (f / (filters / groups) * each) + c;
                                    if (y is >= 0 and < Height && x is >= 0 and < Width)
                                        sum += maps[(((n * channels) + channel) * Height * Width) + (y * Width) +
                                            x] * weights[(((f * each) + c) * kernel * kernel) + (i * kernel) + j];
                                }
                        answer[at] = (float)sum;
                    }
        return answer;
    }
}
