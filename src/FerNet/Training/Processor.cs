using System.Runtime.Intrinsics.X86;

namespace FerNet.Training;

/// <summary>Capabilities of the processor.</summary>
internal static class Processor
{
    /// <summary>
    /// Whether the processor has bfloat16 instructions: AVX512-BF16 (leaf 7.1, EAX bit 5) or AMX-BF16 (leaf 7.0, EDX bit 22) of x86.
    /// </summary>
    public static bool HasBFloat16 { get; } = X86Base.IsSupported
        && X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0) || (X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0);

    public static bool ComputesInHalf(TrainingPrecision precision, TrainingDevice device) => precision switch
    {
        TrainingPrecision.BFloat16 => true,
        TrainingPrecision.Float32 => false,
        _ => device == TrainingDevice.Cuda || HasBFloat16,
    };
}
