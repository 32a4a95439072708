using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Restores batch normalizations that were folded into convolutions, from statistics measured on data, so that the network gives the same
/// outputs and can be trained further.
/// </summary>
/// <remarks>
/// During a pass over some faces, each normalization only adds its folded bias, and the mean m and variance v of its input are measured.
/// Then <c>mean = m, variance = v, scale = sqrt(v + epsilon), shift = bias + m</c> leaves the outputs unchanged, both with running
/// statistics and with the statistics of a batch like these faces.
/// </remarks>
internal sealed class FoldedNormalizations(IEnumerable<string> layerNames)
{
    private readonly Dictionary<string, ChannelStatistics> statistics =
        layerNames.ToDictionary(layerName => layerName, _ => new ChannelStatistics());

    public bool Contains(string layerName) => statistics.ContainsKey(layerName);

    /// <summary>Measures the maps [N, channels, height, width] and returns them with the bias added.</summary>
    public torch.Tensor Pass(string layerName, torch.Tensor input, torch.Tensor bias, double epsilon)
    {
        statistics[layerName].Add(input, epsilon);
        return input.add(bias.reshape(1, -1, 1, 1), TorchScalars.One);
    }

    /// <summary>Writes the restored statistics, scale and shift into the weights. At least one batch must have been measured.</summary>
    /// <param name="setWeight">Overwrites a weight by its name.</param>
    /// <param name="getWeight">A weight by its name.</param>
    public void RestoreNormalizations(Action<string, float[]> setWeight, Func<string, torch.Tensor> getWeight)
    {
        using IDisposable noGrad = torch.no_grad();
        foreach ((string layerName, ChannelStatistics channels) in statistics)
        {
            float[] mean = [.. channels.Moments.Mean.Select(value => (float)value)];
            setWeight($"{layerName}.mean", mean);
            setWeight($"{layerName}.variance", [.. channels.Moments.Variance.Select(value => (float)value)]);
            setWeight($"{layerName}.scale", channels.Scale());
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor shift = getWeight($"{layerName}.shift");
            shift.add_(torch.tensor(mean).to(shift.device), TorchScalars.One);
        }
    }

    private sealed class ChannelStatistics
    {
        private double epsilon;

        public ChannelMoments Moments { get; } = new();

        public void Add(torch.Tensor input, double layerEpsilon)
        {
            Moments.Add(input);
            epsilon = layerEpsilon;
        }

        public float[] Scale() => [.. Moments.Variance.Select(variance => (float)Math.Sqrt(variance + epsilon))];
    }
}
