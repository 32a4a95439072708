using TorchSharp;

namespace FerNet.Networks;

/// <summary>Copies tensors from the processor's memory to the device of the computation.</summary>
internal static class TensorUpload
{
    /// <summary>
    /// Returns the tensor on the device. A GPU copies from pinned memory asynchronously; from other memory, the processor would wait until
    /// all queued operations are done. Torch keeps the pinned memory until the copy is done.
    /// </summary>
    public static torch.Tensor Upload(this torch.Tensor tensor, torch.Device device) =>
        device.type == DeviceType.CUDA ? tensor.pin_memory().to(device, non_blocking: true) : tensor.to(device);
}
