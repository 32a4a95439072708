using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Gives normalizations that were folded into convolutions their own numbers back, measured on data, so that the network answers as before
/// and learns on.
/// </summary>
/// <remarks>
/// In one pass over some faces each of them only adds its folded bias, and the mean m and variance v of what enters it are taken. Then
/// <c>mean = m, variance = v, scale = sqrt(v + epsilon), shift = bias + m</c> leaves every answer as it was, whether the layer uses
/// its running statistics or those of a batch like these faces.
/// </remarks>
internal sealed class FoldedNormalizations(IEnumerable<string> layerNames)
{
    private readonly Dictionary<string, ChannelStatistics> statistics =
        layerNames.ToDictionary(layerName => layerName, _ => new ChannelStatistics());

    public bool Holds(string layerName) => statistics.ContainsKey(layerName);

    /// <summary>Takes the measure of the maps [N, channels, height, width] and adds the bias to them.</summary>
    public torch.Tensor Pass(string layerName, torch.Tensor input, torch.Tensor bias, double epsilon)
    {
        statistics[layerName].Add(input, epsilon);
        return input.add(bias.reshape(1, -1, 1, 1), TorchScalars.One);
    }

    /// <summary>Writes the numbers into the weights; at least one batch must have passed.</summary>
    /// <param name="setWeight">Overwrites a weight by its name.</param>
    /// <param name="getWeight">A weight by its name.</param>
    public void RestoreNormalizations(Action<string, float[]> setWeight, Func<string, torch.Tensor> getWeight)
    {
        using IDisposable quiet = torch.no_grad();
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
