using FerNet.Networks;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Networks;

public class HalfConvolutionsTests
{
    /// <summary>Shapes at which bfloat16 kernels are known to fail on some processors, and some at which they do not.</summary>
    public static TheoryData<int, int, int, int> Shapes
    {
        get
        {
            TheoryData<int, int, int, int> shapes = [];
            foreach (int channels in (int[])[1, 2, 16, 40])
            {
                foreach (int filters in (int[])[4, 16, 24, 40])
                {
                    foreach ((int kernel, int stride) in ((int, int)[])[(1, 1), (1, 2), (3, 1), (3, 2)]) shapes.Add(channels, filters, kernel, stride);
                }
            }
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Half_precision_answers_and_learns_as_float32_does(int channels, int filters, int kernel, int stride)
    {
        NativeTorch.Require();
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(7, torch.CPU);
        torch.Tensor maps = ChannelsLast.Of(torch.randn([3, channels, 13, 14], generator: random)), weights = ChannelsLast.Of(torch.randn([filters, channels, kernel, kernel], generator: random));
        torch.Tensor[] half = Compute(HalfConvolutions.Of, torch.bfloat16), whole = Compute(Convolution.Of, torch.float32);
        foreach ((torch.Tensor right, torch.Tensor tried) in whole.Zip(half))
        {
            Assert.Equal(right.shape, tried.shape);
            Assert.InRange((right - tried).abs().max().item<float>() / right.abs().max().item<float>(), 0, 0.03f);
        }

        torch.Tensor[] Compute(Func<torch.Tensor, torch.Tensor, torch.Tensor?, int, int, int, torch.Tensor> convolution, torch.ScalarType type)
        {
            torch.Tensor x = maps.detach().clone().requires_grad_(true), w = weights.detach().clone().requires_grad_(true);
            torch.Tensor answer = convolution(x.to(type), w, null, stride, kernel / 2, 1).to(torch.float32);
            answer.square().sum().backward();
            return [answer, x.grad!, w.grad!];
        }
    }
}
