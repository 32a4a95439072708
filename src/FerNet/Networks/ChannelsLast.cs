using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Converts feature maps to the channels-last memory layout (NHWC), which is faster for convolutions on the processor. The shape stays [N,
/// c, h, w].
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Returns the tensor itself if it is not four-dimensional.</summary>
    public static torch.Tensor Convert(torch.Tensor tensor) =>
        tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;
}
