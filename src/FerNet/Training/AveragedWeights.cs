using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>An exponential moving average of weights, which has less noise than the weights. Owns its tensors.</summary>
/// <remarks>
/// Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992. The decay increases with the steps,
/// <c>min(decay, (1 + step) / (10 + step))</c>, so that the initial weights soon have little influence. The running statistics of the
/// weights do not fit the average, so <see cref="TrainableNetwork.MeasureStatistics"/> measures them before the average is validated.
/// </remarks>
internal sealed class AveragedWeights(WeightStore weights, double decay) : IDisposable
{
    public WeightStore Average { get; } = weights.Clone();

    public void Update(long step)
    {
        double stays = Math.Min(decay, (1.0 + step) / (10.0 + step));
        using Scalar kept = stays.ToScalar(), share = (1 - stays).ToScalar();
        using IDisposable noGrad = torch.no_grad();
        for (int i = 0; i < weights.Groups.Count; i++)
        {
            if (weights.Groups[i].Learns) Average.Groups[i].All.mul_(kept).add_(weights.Groups[i].All, share);
        }
    }

    public void Dispose() => Average.Dispose();
}
