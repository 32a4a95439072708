using TorchSharp;

namespace FerNet.Networks;

/// <summary>Torch's convolution with its traps walked around.</summary>
internal static class Convolution
{
    /// <summary>[N, channels, height, width] to [N, filters, rows, columns], channels last.</summary>
    public static torch.Tensor Of(torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias, int stride, int border, int groups)
    {
        if (kernel.shape[2] == 1 && stride > 1)
        {
            // On some processors torch's gradient of a strided 1x1 window ends the process; without the skipped pixels there is no stride.
            maps = ChannelsLast.Of(maps.slice(2, 0, maps.shape[2], stride).slice(3, 0, maps.shape[3], stride));
            stride = 1;
        }
        return ChannelsLast.Of(torch.nn.functional.conv2d(maps, kernel, bias, [stride, stride], [border, border], [1, 1], groups));
    }
}
