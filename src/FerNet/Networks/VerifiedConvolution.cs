using System.Collections.Concurrent;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>Computes convolutions in the fastest way that is right on this processor.</summary>
/// <remarks>
/// Some of the kernels that torch picks answer wrongly on some processors, in bfloat16 and in float32: a network would learn with them and
/// answer nonsense once it is exported. So each shape is tried once, on random numbers, against float64 before it is used. See
/// docs/decisions.
/// </remarks>
internal static class VerifiedConvolution
{
    /// <summary>From so many maps on torch takes the same kernels.</summary>
    private const int MapsTried = 16;

    /// <summary>
    /// Larger maps are tried at this size: the kernels are the same, and a trial in float64 of a whole photograph takes seconds.
    /// </summary>
    private const int SideTried = 48;

    private static readonly ConcurrentDictionary<Shape, ConvolutionBackend> Known = new();

    /// <summary>
    /// Maps [N, channels, height, width] to [N, filters, rows, columns], channels last; float32 weights are rounded as the way needs.
    /// </summary>
    public static torch.Tensor Compute(torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias, int stride, int border, int groups,
        bool isHalf)
    {
        Shape shape = new(
            (int)Math.Min(maps.shape[0], MapsTried), (int)maps.shape[1], (int)Math.Min(maps.shape[2], SideTried),
                (int)Math.Min(maps.shape[3], SideTried), (int)kernel.shape[0], (int)kernel.shape[2], stride, border, groups,
                maps.requires_grad, isHalf);
        // Graphics cards have kernels of their own, which have given no cause for doubt.
        ConvolutionBackend way = maps.device_type == DeviceType.CPU ? Known.GetOrAdd(shape, FirstRight) : isHalf ? ConvolutionBackend.Half
            : ConvolutionBackend.Single;
        return way.Compute(maps, kernel, bias, stride, border, groups).to(isHalf ? torch.bfloat16 : torch.float32);
    }

    private static ConvolutionBackend FirstRight(Shape shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable learning = torch.enable_grad();
        using torch.Generator random = new(1, torch.CPU);
        torch.Tensor maps = Draw([shape.Count, shape.Channels, shape.Height, shape.Width]),
            kernel = Draw([shape.Filters, shape.Channels / shape.Groups, shape.Kernel, shape.Kernel]);
        torch.Tensor[] right = Answers(ConvolutionBackend.Double);
        ConvolutionBackend first = ReadsWhatNobodyWrote(shape) ? ConvolutionBackend.Double : shape.IsHalf ? ConvolutionBackend.Half
            : ConvolutionBackend.Single;
        return Enum.GetValues<ConvolutionBackend>()
            .First(way => way == ConvolutionBackend.Double || (way >= first && !Complains(shape, way) && IsRight(way)));

        torch.Tensor Draw(long[] size) => ChannelsLast.Convert(torch.randn(size, generator: random));

        bool IsRight(ConvolutionBackend way)
        {
            // Memory full of nothing makes a kernel that reads what nobody wrote show itself.
            using Scalar nothing = float.NaN.ToScalar();
            torch.full([1 << 22], nothing).Dispose();
            return right.Zip(Answers(way))
                .All(pair => Difference(pair.First, pair.Second) <= (way == ConvolutionBackend.Half ? 0.03f : 0.0005f));
        }

        // The answer, and the gradients that learning asks for.
        torch.Tensor[] Answers(ConvolutionBackend way)
        {
            torch.Tensor x = maps.detach().clone().requires_grad_(shape.NeedsGradient), w = kernel.detach().clone().requires_grad_(true);
            torch.Tensor answer = way.Compute(x, w, null, shape.Stride, shape.Border, shape.Groups).to(torch.float32);
            (answer * answer).sum().backward();
            return shape.NeedsGradient ? [answer.detach(), w.grad!, x.grad!] : [answer.detach(), w.grad!];
        }
    }

    /// <summary>
    /// Known from trials: for these the kernels read memory that may hold anything, at times the right thing, so that no trial finds them
    /// for sure.
    /// </summary>
    private static bool ReadsWhatNobodyWrote(Shape shape) => shape.Channels == 1 && shape.Filters % 16 != 0;

    /// <summary>For so few maps of float32 torch asks another library, which on some processors complains on the console.</summary>
    private static bool Complains(Shape shape, ConvolutionBackend way) =>
        way != ConvolutionBackend.Half && (shape.Count == 1 || (shape.Kernel == 1 && shape.Count < MapsTried));

    /// <summary>The largest difference as a share of the largest value; not a number counts as all of it.</summary>
    private static float Difference(torch.Tensor right, torch.Tensor tried)
    {
        float difference = (right - tried).abs().max().item<float>() / Math.Max(1e-12f, right.abs().max().item<float>());
        return float.IsNaN(difference) ? 1 : difference;
    }

    private readonly record struct Shape(
        int Count, int Channels, int Height, int Width, int Filters, int Kernel, int Stride, int Border, int Groups, bool NeedsGradient,
            bool IsHalf);
}
