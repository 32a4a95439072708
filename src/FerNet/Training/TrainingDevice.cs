namespace FerNet.Training;

/// <summary>The device of a training.</summary>
public enum TrainingDevice
{
    /// <summary>The processor.</summary>
    Cpu = 0,

    /// <summary>An NVIDIA GPU. The application must reference TorchSharp-cuda-linux or TorchSharp-cuda-windows.</summary>
    Cuda = 1,
}
