using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>An exponential moving average of weights, which wanders less than the weights themselves.</summary>
/// <remarks>
/// Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992. The decay grows with the steps,
/// <c>min(decay, (1 + step) / (10 + step))</c>, so that the start is soon forgotten. Running statistics belong to other weights
/// than the average: <see cref="TrainableNetwork.MeasureStatistics"/> computes them anew before the average is judged.
/// </remarks>
internal sealed class AveragedWeights(WeightStore weights, double decay) : IDisposable
{
    public WeightStore Average { get; } = weights.Clone();

    public void Update(long step)
    {
        double stays = Math.Min(decay, (1.0 + step) / (10.0 + step));
        using Scalar kept = stays.ToScalar(), share = (1 - stays).ToScalar();
        using IDisposable quiet = torch.no_grad();
        for (int i = 0; i < weights.Groups.Count; i++)
        {
            if (weights.Groups[i].Learns) Average.Groups[i].All.mul_(kept).add_(weights.Groups[i].All, share);
        }
    }

    public void Dispose() => Average.Dispose();
}
