using TorchSharp;

namespace FerNet.Networks;

/// <summary>The ways to compute a convolution with torch, the fastest first.</summary>
internal enum ConvolutionBackend
{
    /// <summary>bfloat16, channels last.</summary>
    Half,

    /// <summary>float32, channels last.</summary>
    Single,

    /// <summary>float32, channels first.</summary>
    SingleByMaps,

    /// <summary>float64, as a matrix product: slow, but uses none of the kernels that are verified.</summary>
    Double,
}

/// <summary>Computes a convolution with a given backend.</summary>
internal static class ConvolutionBackends
{
    /// <summary>
    /// Maps [N, channels, height, width] of any type to [N, filters, rows, columns], channels last, in the type of the backend.
    /// </summary>
    public static torch.Tensor Compute(this ConvolutionBackend backend, torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias,
        int stride, int border, int groups)
    {
        if (kernel.shape[2] == 1 && stride > 1)
        {
            // On some processors, torch's gradient of a strided 1x1 convolution crashes the process. Removing the skipped pixels first
            // gives the same result without a stride.
            maps = ChannelsLast.Convert(maps.slice(2, 0, maps.shape[2], stride).slice(3, 0, maps.shape[3], stride));
            stride = 1;
        }
        torch.ScalarType type =
            backend switch { ConvolutionBackend.Half => torch.bfloat16, ConvolutionBackend.Double => torch.float64, _ => torch.float32 };
        (maps, kernel, bias) = (maps.to(type), kernel.to(type), bias?.to(type));
        if (backend >= ConvolutionBackend.SingleByMaps) (maps, kernel) = (maps.contiguous(), kernel.contiguous());
        return ChannelsLast.Convert(backend == ConvolutionBackend.Double
            ? Product(maps, kernel, bias, stride, border, groups)
            : torch.nn.functional.conv2d(maps, kernel, bias, [stride, stride], [border, border], [1, 1], groups));
    }

    /// <summary>The im2col method: windows as columns, multiplied by the kernels as rows.</summary>
    private static torch.Tensor Product(torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias, int stride, int border, int groups)
    {
        long count = maps.shape[0], filters = kernel.shape[0], side = kernel.shape[2], window = kernel.shape[1] * side * side;
        long rows = ((maps.shape[2] + (2 * border) - side) / stride) + 1, columns = ((maps.shape[3] + (2 * border) - side) / stride) + 1;
        torch.Tensor windows =
            torch.nn.functional.unfold(maps, (side, side), (1, 1), (border, border), (stride, stride)).reshape(count, groups, window,
                rows * columns);
        torch.Tensor answer = kernel.reshape(1, groups, filters / groups, window).matmul(windows).reshape(count, filters, rows, columns);
        return bias is null ? answer : answer.add(bias.reshape(1, -1, 1, 1), TorchScalars.One);
    }
}
