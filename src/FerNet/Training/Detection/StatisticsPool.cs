using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Mean and unbiased variance of every normalization over all values of several batches: as if all batches were one.</summary>
internal sealed class StatisticsPool
{
    private readonly Dictionary<string, ChannelMoments> moments = [];

    /// <summary>Takes in what enters the normalization of a node [N, c, h, w].</summary>
    public void Add(string node, torch.Tensor maps)
    {
        if (!moments.TryGetValue(node, out ChannelMoments? channels)) moments.Add(node, channels = new ChannelMoments());
        channels.Add(maps);
    }

    /// <summary>Writes the pooled statistics into the weights.</summary>
    public void Write(DetectorWeights weights)
    {
        foreach ((string node, ChannelMoments channels) in moments)
        {
            Set(weights[$"{node}.mean"], channels.Mean);
            Set(weights[$"{node}.variance"], channels.UnbiasedVariance);
        }
    }

    private static void Set(torch.Tensor weight, IReadOnlyList<double> values)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable quiet = torch.no_grad();
        weight.copy_(torch.tensor(values.Select(value => (float)value).ToArray()));
    }
}
