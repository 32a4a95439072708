using TorchSharp;

namespace FerNet.Networks;

/// <summary>Gives normalisations that were folded into convolutions their own numbers back, measured on data, so that the network answers as before and learns on.</summary>
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
        Measure measure = measures[place];
        long[] all = [0, 2, 3];
        measure.Add(WeightStore.Values(input.mean(all)), WeightStore.Values((input * input).mean(all)), input.shape[0], epsilon);
        return input.add(bias.reshape(1, -1, 1, 1), HeldNumbers.One);
    }

    /// <summary>Writes the numbers into the weights; at least one batch must have passed.</summary>
    public void Write(WeightStore weights)
    {
        using IDisposable quiet = torch.no_grad();
        foreach ((string place, Measure measure) in measures)
        {
            (float[] mean, float[] variance, float[] scale) = measure.Result();
            Set(weights[$"{place}.mean"], mean);
            Set(weights[$"{place}.variance"], variance);
            Set(weights[$"{place}.scale"], scale);
            using DisposeScope scope = torch.NewDisposeScope();
            weights[$"{place}.shift"].add_(torch.tensor(mean).to(weights[$"{place}.shift"].device), HeldNumbers.One);
        }
    }

    private static void Set(torch.Tensor weight, float[] values)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        weight.copy_(torch.tensor(values));
    }

    private sealed class Measure
    {
        private double[] sums = [], squares = [];
        private double count, epsilon;

        public void Add(float[] mean, float[] square, long weight, double layerEpsilon)
        {
            if (sums.Length == 0) (sums, squares) = (new double[mean.Length], new double[mean.Length]);
            for (int i = 0; i < mean.Length; i++)
            {
                sums[i] += weight * (double)mean[i];
                squares[i] += weight * (double)square[i];
            }
            count += weight;
            epsilon = layerEpsilon;
        }

        public (float[] Mean, float[] Variance, float[] Scale) Result()
        {
            double[] means = [.. sums.Select(sum => sum / count)];
            double[] variances = [.. squares.Select((square, i) => Math.Max(0, (square / count) - (means[i] * means[i])))];
            return ([.. means.Select(mean => (float)mean)], [.. variances.Select(v => (float)v)], [.. variances.Select(v => (float)Math.Sqrt(v + epsilon))]);
        }
    }
}
