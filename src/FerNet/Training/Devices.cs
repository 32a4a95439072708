using TorchSharp;

namespace FerNet.Training;

/// <summary>Converts a <see cref="TrainingDevice"/> to torch's device.</summary>
internal static class Devices
{
    /// <summary>What is said where there is no such device.</summary>
    public const string NoGpu =
        "Device is Cuda, but torch finds no graphics card it can use. Reference TorchSharp-cuda-linux or TorchSharp-cuda-windows and " +
        "check the driver, or train with TrainingDevice.Cpu.";

    public static torch.Device ToTorch(TrainingDevice device)
    {
        if (device == TrainingDevice.Cpu) return torch.CPU;
        return torch.cuda.is_available() ? torch.CUDA : throw new InvalidOperationException(NoGpu);
    }
}
