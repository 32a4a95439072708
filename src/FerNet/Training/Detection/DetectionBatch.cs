using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Inputs of one step on the device, and their annotations. Owns its tensor.</summary>
/// <param name="Pixels">RGB bytes [N, side, side, 3].</param>
/// <param name="Samples">One for each input.</param>
internal sealed record DetectionBatch(torch.Tensor Pixels, DetectionSample[] Samples) : IDisposable
{
    /// <summary>Makes the inputs of a step in parallel and copies them to the device. The caller disposes the batch.</summary>
    /// <param name="maker">Makes single inputs.</param>
    /// <param name="first">Number of the first input, counted over the whole training.</param>
    /// <param name="count">Number of inputs.</param>
    /// <param name="device">The device.</param>
    public static DetectionBatch Make(SampleMaker maker, long first, int count, torch.Device device)
    {
        DetectionSample[] samples = new DetectionSample[count];
        int size = 3 * maker.Side * maker.Side;
        // Leaves one core to the training thread.
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };
        torch.Tensor pixels = DetachedTensor.Compute(() =>
        {
            torch.Tensor host = torch.empty([count, maker.Side, maker.Side, 3], dtype: torch.uint8);
            Parallel.For(0, count, options, i => samples[i] = maker.Make(first + i, host.bytes.Slice(i * size, size)));
            return host.to(device);
        });
        return new DetectionBatch(pixels, samples);
    }

    public void Dispose() => Pixels.Dispose();
}
