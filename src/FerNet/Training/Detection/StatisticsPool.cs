using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Means and variances of every normalization over several batches, from pooled sums: as if all batches were one.</summary>
internal sealed class StatisticsPool : IDisposable
{
    private readonly Dictionary<string, (torch.Tensor Mean, torch.Tensor Square)> sums = [];
    private readonly Dictionary<string, long> counts = [];

    /// <summary>Takes in what enters the normalization of a node [N, c, h, w].</summary>
    public void Add(string node, torch.Tensor maps)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using Scalar share = maps.shape[0].ToScalar();
        torch.Tensor values = maps.to(torch.float32);
        torch.Tensor mean = values.mean([0, 2, 3]).mul(share).to(torch.float64), square = (values * values).mean([0, 2, 3]).mul(share).to(torch.float64);
        counts[node] = counts.GetValueOrDefault(node) + maps.shape[0];
        if (sums.TryGetValue(node, out (torch.Tensor Mean, torch.Tensor Square) sum))
        {
            sum.Mean.add_(mean, HeldNumbers.One);
            sum.Square.add_(square, HeldNumbers.One);
            return;
        }
        sums.Add(node, (LastingTensor.Of(mean.clone), LastingTensor.Of(square.clone)));
    }

    /// <summary>Writes the pooled statistics into the weights.</summary>
    public void Write(DetectorWeights weights)
    {
        using IDisposable quiet = torch.no_grad();
        foreach ((string node, (torch.Tensor Mean, torch.Tensor Square) sum) in sums)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using Scalar share = (1.0 / counts[node]).ToScalar(), zero = 0.0.ToScalar();
            torch.Tensor mean = sum.Mean.mul(share), variance = (sum.Square.mul(share) - (mean * mean)).clamp_min(zero);
            weights[$"{node}.mean"].copy_(mean.to(torch.float32));
            weights[$"{node}.variance"].copy_(variance.to(torch.float32));
        }
    }

    public void Dispose()
    {
        foreach ((torch.Tensor mean, torch.Tensor square) in sums.Values)
        {
            mean.Dispose();
            square.Dispose();
        }
        sums.Clear();
    }
}
