using System.Collections.Concurrent;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>Finds out which convolutions torch computes rightly in bfloat16 on this processor; the others are computed in float32.</summary>
/// <remarks>
/// Some processors' bfloat16 kernels answer wrongly for some shapes, such as one channel in and 24 out: a network would learn with them
/// and answer nonsense once it is exported. So each shape is tried once against float32 before it is used. See docs/decisions.
/// </remarks>
internal static class HalfConvolutions
{
    /// <summary>Largest difference, as a share of the largest value: rounding to bfloat16 makes some 0.005, a wrong kernel 0.05 and more.</summary>
    private const float Tolerance = 0.03f;

    private static readonly ConcurrentDictionary<Shape, bool> Known = new();

    /// <summary>The convolution of bfloat16 maps [N, channels, height, width]; float32 weights are rounded unless only float32 is right.</summary>
    public static torch.Tensor Of(torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias, int stride, int border, int groups)
    {
        Shape shape = new(
            (int)maps.shape[1], (int)maps.shape[2], (int)maps.shape[3], (int)kernel.shape[0], (int)kernel.shape[2], stride, border, groups, maps.requires_grad, maps.device.ToString());
        torch.ScalarType type = Known.GetOrAdd(shape, _ => IsRight(shape, maps.device)) ? torch.bfloat16 : torch.float32;
        return Convolution.Of(maps.to(type), kernel.to(type), bias?.to(type), stride, border, groups).to(torch.bfloat16);
    }

    /// <summary>Tries the shape on random numbers: the answer, and the gradients that learning asks for.</summary>
    private static bool IsRight(Shape shape, torch.Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable learning = torch.enable_grad();
        using torch.Generator random = new(1, torch.CPU);
        torch.Tensor maps = Draw([2, shape.Channels, shape.Height, shape.Width]), kernel = Draw([shape.Filters, shape.Channels / shape.Groups, shape.Kernel, shape.Kernel]);
        return Compute(torch.float32).Zip(Compute(torch.bfloat16)).All(pair => Difference(pair.First, pair.Second) <= Tolerance);

        torch.Tensor Draw(long[] size) => ChannelsLast.Of(torch.randn(size, generator: random).to(device));

        torch.Tensor[] Compute(torch.ScalarType type)
        {
            torch.Tensor x = maps.detach().clone().requires_grad_(shape.NeedsGradient), w = kernel.detach().clone().requires_grad_(true);
            torch.Tensor answer = Convolution.Of(x.to(type), w.to(type), null, shape.Stride, shape.Border, shape.Groups).to(torch.float32);
            answer.square().sum().backward();
            return shape.NeedsGradient ? [answer.detach(), w.grad!, x.grad!] : [answer.detach(), w.grad!];
        }
    }

    private static float Difference(torch.Tensor right, torch.Tensor tried) =>
        (right - tried).abs().max().item<float>() / Math.Max(1e-12f, right.abs().max().item<float>());

    private readonly record struct Shape(
        int Channels, int Height, int Width, int Filters, int Kernel, int Stride, int Border, int Groups, bool NeedsGradient, string Device);
}
