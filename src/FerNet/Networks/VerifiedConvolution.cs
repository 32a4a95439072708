using System.Collections.Concurrent;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>Computes convolutions with the fastest backend that is correct on this processor. Thread-safe.</summary>
/// <remarks>
/// On some processors, torch selects kernels that return wrong results, in bfloat16 and in float32. A network trained with them gives wrong
/// predictions after the export. So each shape is verified once against float64, on random numbers, before it is used. See
/// docs/decisions/0010.
/// </remarks>
internal static class VerifiedConvolution
{
    /// <summary>For larger batches, torch selects the same kernels as for this batch size.</summary>
    private const int VerifiedBatchSize = 16;

    /// <summary>
    /// Larger maps are verified at this size: the kernels are the same, and verifying a whole photograph in float64 takes seconds.
    /// </summary>
    private const int VerifiedSide = 48;

    private static readonly ConcurrentDictionary<Shape, ConvolutionBackend> Known = new();

    /// <summary>
    /// Maps [N, channels, height, width] to [N, filters, rows, columns], channels last. float32 weights are converted to the type of the
    /// backend.
    /// </summary>
    public static torch.Tensor Compute(torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias, int stride, int border, int groups,
        bool isHalf)
    {
        Shape shape = new(
            (int)Math.Min(maps.shape[0], VerifiedBatchSize), (int)maps.shape[1], (int)Math.Min(maps.shape[2], VerifiedSide),
                (int)Math.Min(maps.shape[3], VerifiedSide), (int)kernel.shape[0], (int)kernel.shape[2], stride, border, groups,
                maps.requires_grad, isHalf);
        // The kernels of GPUs are not verified: no wrong results are known.
        ConvolutionBackend backend = maps.device_type == DeviceType.CPU ? Known.GetOrAdd(shape, FindFastestCorrect)
            : isHalf ? ConvolutionBackend.Half : ConvolutionBackend.Single;
        return backend.Compute(maps, kernel, bias, stride, border, groups).to(isHalf ? torch.bfloat16 : torch.float32);
    }

    private static ConvolutionBackend FindFastestCorrect(Shape shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable learning = torch.enable_grad();
        using torch.Generator random = new(1, torch.CPU);
        torch.Tensor maps = Draw([shape.Count, shape.Channels, shape.Height, shape.Width]),
            kernel = Draw([shape.Filters, shape.Channels / shape.Groups, shape.Kernel, shape.Kernel]);
        torch.Tensor[] right = Answers(ConvolutionBackend.Double);
        ConvolutionBackend first = ReadsUninitializedMemory(shape) ? ConvolutionBackend.Double : shape.IsHalf ? ConvolutionBackend.Half
            : ConvolutionBackend.Single;
        return Enum.GetValues<ConvolutionBackend>()
            .First(backend => backend == ConvolutionBackend.Double
                || (backend >= first && !WritesConsoleWarnings(shape, backend) && IsRight(backend)));

        torch.Tensor Draw(long[] size) => ChannelsLast.Convert(torch.randn(size, generator: random));

        bool IsRight(ConvolutionBackend backend)
        {
            // Fills freed memory with NaN, so that a kernel that reads uninitialized memory gives a wrong result.
            using Scalar nothing = float.NaN.ToScalar();
            torch.full([1 << 22], nothing).Dispose();
            return right.Zip(Answers(backend))
                .All(pair => Difference(pair.First, pair.Second) <= (backend == ConvolutionBackend.Half ? 0.03f : 0.0005f));
        }

        // The output, and the gradients that the training needs.
        torch.Tensor[] Answers(ConvolutionBackend backend)
        {
            torch.Tensor x = maps.detach().clone().requires_grad_(shape.NeedsGradient), w = kernel.detach().clone().requires_grad_(true);
            torch.Tensor answer = backend.Compute(x, w, null, shape.Stride, shape.Border, shape.Groups).to(torch.float32);
            (answer * answer).sum().backward();
            return shape.NeedsGradient ? [answer.detach(), w.grad!, x.grad!] : [answer.detach(), w.grad!];
        }
    }

    /// <summary>
    /// For these shapes, the kernels are known to read uninitialized memory. Its content is random, so a comparison does not reliably find
    /// the error.
    /// </summary>
    private static bool ReadsUninitializedMemory(Shape shape) => shape.Channels == 1 && shape.Filters % 16 != 0;

    /// <summary>
    /// For such small float32 batches, torch calls another library, which writes warnings to the console on some processors.
    /// </summary>
    private static bool WritesConsoleWarnings(Shape shape, ConvolutionBackend backend) =>
        backend != ConvolutionBackend.Half && (shape.Count == 1 || (shape.Kernel == 1 && shape.Count < VerifiedBatchSize));

    /// <summary>The largest absolute difference divided by the largest absolute value; 1 for NaN.</summary>
    private static float Difference(torch.Tensor right, torch.Tensor tried)
    {
        float difference = (right - tried).abs().max().item<float>() / Math.Max(1e-12f, right.abs().max().item<float>());
        return float.IsNaN(difference) ? 1 : difference;
    }

    private readonly record struct Shape(
        int Count, int Channels, int Height, int Width, int Filters, int Kernel, int Stride, int Border, int Groups, bool NeedsGradient,
            bool IsHalf);
}
