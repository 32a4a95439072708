using TorchSharp;

namespace FerNet.Networks;

/// <summary>What enters each batch normalization of a network, measured over batches, to become its running statistics.</summary>
/// <remarks>
/// Mean and unbiased variance over all values of all batches, not the mean of the batches' own statistics: a short batch counts by its
/// size, and the variance between batches is part of the variance. Source: Wu and Johnson, "Rethinking 'Batch' in BatchNorm",
/// arXiv:2105.07576, section 3.
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
    /// <param name="set">Overwrites the weight of a name with values.</param>
    public void Write(Action<string, float[]> set)
    {
        foreach ((string layerName, ChannelMoments channels) in moments)
        {
            set($"{layerName}.mean", [.. channels.Mean.Select(mean => (float)mean)]);
            set($"{layerName}.variance", [.. channels.UnbiasedVariance.Select(variance => (float)variance)]);
        }
    }
}
