using System.Diagnostics;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Selects precision and memory layout for the computation of the detector.</summary>
internal static class ArithmeticChoice
{
    private const int MeasuredSteps = 4;

    /// <summary>On a processor, channels last. On a GPU, the memory layout that is faster in a measurement.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its weights, which are not changed.</param>
    /// <param name="pixels">A batch for the measurement [N, side, side, 3].</param>
    /// <param name="precision">The requested precision.</param>
    public static DetectorArithmetic For(DetectorNetwork network, DetectorWeights weights, torch.Tensor pixels, TrainingPrecision precision)
    {
        bool isOnGpu = pixels.device_type == DeviceType.CUDA;
        bool isHalf = Processor.ComputesInHalf(precision, isOnGpu ? TrainingDevice.Cuda : TrainingDevice.Cpu);
        DetectorArithmetic channelsLast = new(isHalf, IsChannelsLast: true), channelsFirst = new(isHalf, IsChannelsLast: false);
        if (!isOnGpu) return channelsLast;
        return Time(network, weights, pixels, channelsLast) < Time(network, weights, pixels, channelsFirst) ? channelsLast : channelsFirst;
    }

    private static TimeSpan Time(DetectorNetwork network, DetectorWeights weights, torch.Tensor pixels, DetectorArithmetic arithmetic)
    {
        DetectorForward forward = new(network, arithmetic);
        Step();
        torch.cuda.synchronize();
        Stopwatch clock = Stopwatch.StartNew();
        for (int step = 0; step < MeasuredSteps; step++) Step();
        torch.cuda.synchronize();
        return clock.Elapsed;

        void Step()
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor values = forward.Learn(weights, pixels);
            (values * values).mean().backward();
            weights.ClearGradients();
        }
    }
}

/// <summary>Precision (bfloat16 or float32) and memory layout (channels last or channels first) of the detector's computation.</summary>
internal readonly record struct DetectorArithmetic(bool IsHalf, bool IsChannelsLast)
{
    public override string ToString() => $"{(IsHalf ? "bfloat16" : "float32")}, {(IsChannelsLast ? "channels last" : "channels first")}";
}
