using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>
/// The inputs for measuring the running statistics of a detector's averaged weights. No training step uses them. Owns its tensors.
/// </summary>
internal sealed class StatisticsInputs : IDisposable
{
    private const int MostInputs = 512;

    /// <summary>Number of the first input; training inputs are numbered from 0.</summary>
    private const long FirstNumber = -1_000_000;

    private readonly List<DetectionBatch> batches = [];

    public StatisticsInputs(SampleMaker samples, FaceDetectorTrainerOptions options, torch.Device device,
        CancellationToken cancellationToken)
    {
        int piece = Math.Min(options.BatchSize, MostInputs),
            count = (int)Math.Min(MostInputs, (long)options.Steps * options.BatchSize);
        try
        {
            for (int first = 0; first < count; first += piece)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batches.Add(DetectionBatch.Make(samples, FirstNumber + first, piece, device));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The pixels of the first batch, for <see cref="ArithmeticChoice"/>.</summary>
    public torch.Tensor FirstPixels => batches[0].Pixels;

    /// <summary>Replaces the running statistics of the weights.</summary>
    public void UpdateStatistics(DetectorForward forward, DetectorWeights weights, CancellationToken cancellationToken)
    {
        using IDisposable noGrad = torch.no_grad();
        NormalizationStatistics statistics = new();
        foreach (DetectionBatch batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            forward.Learn(weights, batch.Pixels, statistics);
        }
        statistics.Write(weights.Set);
    }

    /// <summary>Computes the network for all inputs to measure its folded normalizations.</summary>
    public void MeasureFolded(DetectorForward forward, DetectorWeights weights, FoldedNormalizations folded,
        CancellationToken cancellationToken)
    {
        using IDisposable noGrad = torch.no_grad();
        foreach (DetectionBatch batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            forward.Predict(weights, batch.Pixels, folded);
        }
    }

    public void Dispose()
    {
        foreach (DetectionBatch batch in batches) batch.Dispose();
    }
}
