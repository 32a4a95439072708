using TorchSharp;

namespace FerNet.Networks;

/// <summary>Brings tensors from the processor's memory to where a network computes.</summary>
internal static class TensorUpload
{
    /// <summary>
    /// The tensor on the device. From memory that is never swapped out a graphics card copies by itself; from any other the processor would
    /// wait for all steps before, and the graphics card then for the processor. Torch keeps the memory until the copy is done.
    /// </summary>
    public static torch.Tensor Upload(this torch.Tensor tensor, torch.Device device) =>
        device.type == DeviceType.CUDA ? tensor.pin_memory().to(device, non_blocking: true) : tensor.to(device);
}
