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
internal sealed class FoldedNormalizations(IEnumerable<string> places)
{
    private readonly Dictionary<string, Measure> measures = places.ToDictionary(place => place, _ => new Measure());

    public bool Holds(string place) => measures.ContainsKey(place);

    /// <summary>Takes the measure of the maps [N, channels, height, width] and adds the bias to them.</summary>
    public torch.Tensor Pass(string place, torch.Tensor input, torch.Tensor bias, double epsilon)
    {
        measures[place].Add(input, epsilon);
        return input.add(bias.reshape(1, -1, 1, 1), TorchScalars.One);
    }

    /// <summary>Writes the numbers into the weights; at least one batch must have passed.</summary>
    public void Write(WeightStore weights)
    {
        using IDisposable quiet = torch.no_grad();
        foreach ((string place, Measure measure) in measures)
        {
            float[] mean = [.. measure.Moments.Mean.Select(value => (float)value)];
            weights.Set($"{place}.mean", mean);
            weights.Set($"{place}.variance", [.. measure.Moments.Variance.Select(value => (float)value)]);
            weights.Set($"{place}.scale", measure.Scale());
            using DisposeScope scope = torch.NewDisposeScope();
            weights[$"{place}.shift"].add_(torch.tensor(mean).to(weights[$"{place}.shift"].device), TorchScalars.One);
        }
    }

    private sealed class Measure
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
