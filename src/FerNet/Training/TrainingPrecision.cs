namespace FerNet.Training;

/// <summary>The arithmetic of a training. Weights are kept as float32 in either case.</summary>
public enum TrainingPrecision
{
    /// <summary>bfloat16 where the processor has instructions for it, float32 elsewhere.</summary>
    Auto = 0,

    /// <summary>bfloat16 arithmetic with float32 weights: faster on processors with AVX512-BF16 or AMX, slower on others.</summary>
    BFloat16 = 1,

    /// <summary>float32 arithmetic.</summary>
    Float32 = 2,
}
