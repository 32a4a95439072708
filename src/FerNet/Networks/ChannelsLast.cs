using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Lays maps out in memory with the channels of one pixel side by side (NHWC), which the processor's convolutions read faster; the shape
/// stays [N, c, h, w].
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The tensor itself where it already lies so or is no stack of maps.</summary>
    public static torch.Tensor Convert(torch.Tensor tensor) =>
        tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;
}
