using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Computes a network's answers for unchanged faces.</summary>
internal static class Validation
{
    private const int BatchSize = 256;

    /// <summary>Logits [count * 7], row by row.</summary>
    public static float[] Logits(TrainableNetwork network, WeightStore weights, FerDataset faces, Normalization normalization,
        CancellationToken cancellationToken = default)
    {
        float[] logits = new float[faces.Count * EmotionExtensions.Count];
        using IDisposable noGrad = torch.no_grad();
        foreach ((int first, torch.Tensor pixels) in FaceBatches.Enumerate(
            faces, normalization, BatchSize, network.Device, cancellationToken))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            WeightStore.Values(network.Answer(weights, pixels)).CopyTo(logits, first * EmotionExtensions.Count);
        }
        return logits;
    }

    /// <summary>Returns the mean cross-entropy in nats and the accuracy, 0 to 1.</summary>
    public static (double Loss, double Accuracy) Judge(ReadOnlySpan<float> logits, FerDataset faces)
    {
        double loss = 0;
        int right = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            ReadOnlySpan<float> row = logits.Slice(i * EmotionExtensions.Count, EmotionExtensions.Count);
            loss -= Temperature.LogProbability(row, (int)faces.Label(i), 1);
            if (System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row) == (int)faces.Label(i)) right++;
        }
        return faces.Count == 0 ? (0, 0) : (loss / faces.Count, (double)right / faces.Count);
    }
}
