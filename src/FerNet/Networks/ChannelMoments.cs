using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Mean and variance of each channel over any number of batches. Each value has the same weight, whatever the size of its batch.
/// </summary>
/// <remarks>
/// Source: Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979: the sums of squared
/// deviations of two parts are merged without the cancellation of <c>E[x^2] - E[x]^2</c>. Accumulated in double precision.
/// </remarks>
internal sealed class ChannelMoments
{
    private double[] means = [], deviations = [];

    /// <summary>Values per channel so far.</summary>
    public long Count { get; private set; }

    public IReadOnlyList<double> Mean => means;

    /// <summary>
    /// Population variance: the sum of squared deviations divided by the count. Batch normalization uses it during training.
    /// </summary>
    public double[] Variance => [.. deviations.Select(sum => sum / Math.Max(1, Count))];

    /// <summary>
    /// Sample variance: the sum of squared deviations divided by the count minus 1. Torch uses it for the running variance.
    /// </summary>
    public double[] UnbiasedVariance => [.. deviations.Select(sum => sum / Math.Max(1, Count - 1))];

    /// <summary>Adds a batch [N, channels] or [N, channels, height, width] of any floating-point type.</summary>
    public void Add(torch.Tensor batch)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor values = batch.detach().to(torch.float32);
        bool isMap = values.ndim == 4;
        long[] all = isMap ? [0, 2, 3] : [0];
        torch.Tensor mean = values.mean(all, keepdim: true);
        torch.Tensor centered = values.add(mean.neg(), TorchScalars.One);
        long[] shape = values.shape;
        Join(WeightStore.Values(mean), WeightStore.Values((centered * centered).mean(all)), isMap
            ? shape[0] * shape[2] * shape[3]
            : shape[0]);
    }

    private void Join(float[] mean, float[] variance, long count)
    {
        if (Count == 0) (means, deviations) = (new double[mean.Length], new double[mean.Length]);
        long total = Count + count;
        for (int i = 0; i < mean.Length; i++)
        {
            double step = mean[i] - means[i];
            means[i] += step * count / total;
            deviations[i] += (variance[i] * (double)count) + (step * step * Count * count / total);
        }
        Count = total;
    }
}
