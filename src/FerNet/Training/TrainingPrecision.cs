namespace FerNet.Training;

/// <summary>The precision of the computation in a training. Weights are always stored as float32.</summary>
public enum TrainingPrecision
{
    /// <summary>bfloat16 on a GPU and on processors with AVX512-BF16 or AMX-BF16; float32 on other processors.</summary>
    Auto = 0,

    /// <summary>
    /// bfloat16 computation with float32 weights: faster on GPUs and on processors with AVX512-BF16 or AMX-BF16, slower on other
    /// processors.
    /// </summary>
    BFloat16 = 1,

    /// <summary>float32 computation.</summary>
    Float32 = 2,
}
