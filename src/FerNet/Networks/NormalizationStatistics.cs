using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Mean and variance of the inputs of each batch normalization, measured over several batches, which become its running statistics.
/// </summary>
/// <remarks>
/// Mean and unbiased variance are computed over all values of all batches, not as the mean of batch statistics: each batch is weighted by
/// its size, and the variance between batches is included. Source: Wu and Johnson, "Rethinking 'Batch' in BatchNorm", arXiv:2105.07576,
/// section 3.
/// </remarks>
internal sealed class NormalizationStatistics
{
    private readonly Dictionary<string, ChannelMoments> moments = [];

    /// <summary>Adds the batch that enters the normalization at <paramref name="layerName"/>.</summary>
    public void Add(string layerName, torch.Tensor input)
    {
        if (!moments.TryGetValue(layerName, out ChannelMoments? channels)) moments.Add(layerName, channels = new ChannelMoments());
        channels.Add(input);
    }

    /// <summary>Writes the running mean and variance of every normalization that was measured.</summary>
    /// <param name="set">Overwrites a weight by its name.</param>
    public void Write(Action<string, float[]> set)
    {
        foreach ((string layerName, ChannelMoments channels) in moments)
        {
            set($"{layerName}.mean", [.. channels.Mean.Select(mean => (float)mean)]);
            set($"{layerName}.variance", [.. channels.UnbiasedVariance.Select(variance => (float)variance)]);
        }
    }
}
