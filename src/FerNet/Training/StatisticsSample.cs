using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// The training faces for measuring running statistics: a random sample, determined by the seed, in batches of nearly equal size.
/// </summary>
/// <remarks>
/// The sample is random, because a folder of images is sorted by emotion. The sizes are nearly equal, because a batch of one face has no
/// variance in 1x1 maps.
/// </remarks>
internal static class StatisticsSample
{
    private const int Most = 2048, BatchSize = 128;

    /// <summary>Unchanged faces [N, 1, 48, 48]. Each tensor is disposed when the next one is requested.</summary>
    public static IEnumerable<torch.Tensor> Batches(FerDataset training, Normalization normalization, int seed, torch.Device device,
        CancellationToken cancellationToken = default)
    {
        int[] faces = new CounterRandom(seed, -8).Permutation(training.Count)[..Math.Min(Most, training.Count)];
        foreach (Range range in Ranges(faces.Length))
        {
            foreach ((_, torch.Tensor pixels) in FaceBatches.Enumerate(training.Select(faces[range]), normalization, BatchSize,
                device, cancellationToken)) yield return pixels;
        }
    }

    /// <summary>
    /// The smallest number of ranges of at most 128 that cover <paramref name="count"/>. Their sizes differ by at most 1.
    /// </summary>
    internal static IEnumerable<Range> Ranges(int count)
    {
        int batches = (count + BatchSize - 1) / BatchSize;
        for (int i = 0; i < batches; i++) yield return (int)((long)count * i / batches)..(int)((long)count * (i + 1) / batches);
    }
}
