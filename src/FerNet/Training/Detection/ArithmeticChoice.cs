using System.Diagnostics;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Chooses how the detector is computed.</summary>
internal static class ArithmeticChoice
{
    private const int StepsTried = 4;

    /// <summary>On a processor channels last; on a graphics card the order in memory that is faster there, found by trial.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its weights, which stay as they are.</param>
    /// <param name="pixels">A batch to try with [N, side, side, 3].</param>
    /// <param name="precision">The precision that is asked for.</param>
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
        for (int step = 0; step < StepsTried; step++) Step();
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

/// <summary>How the detector is computed: bfloat16 or float32, and whether the channels of a pixel lie side by side in memory.</summary>
internal readonly record struct DetectorArithmetic(bool IsHalf, bool IsChannelsLast)
{
    public override string ToString() => $"{(IsHalf ? "bfloat16" : "float32")}, {(IsChannelsLast ? "channels last" : "channels first")}";
}
