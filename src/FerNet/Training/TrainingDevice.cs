namespace FerNet.Training;

/// <summary>Where a training computes.</summary>
public enum TrainingDevice
{
    /// <summary>The processor.</summary>
    Cpu = 0,

    /// <summary>A graphics card; the application must reference TorchSharp-cuda-linux or TorchSharp-cuda-windows.</summary>
    Cuda = 1,
}
