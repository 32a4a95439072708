using FerNet.Imaging;
using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Standardized, unchanged faces as tensors [n, 1, 48, 48], for validation and for measuring statistics.</summary>
internal static class FaceBatches
{
    /// <summary>The batches in order. Each tensor is disposed when the next one is requested.</summary>
    public static IEnumerable<(int First, torch.Tensor Pixels)> Enumerate(FerDataset faces, Normalization normalization, int size,
        torch.Device device, CancellationToken cancellationToken = default)
    {
        for (int first = 0; first < faces.Count; first += size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(size, faces.Count - first);
            float[] pixels = new float[count * FacePatch.PixelCount];
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> face = faces.Pixels(first + i);
                Span<float> target = pixels.AsSpan(i * FacePatch.PixelCount, FacePatch.PixelCount);
                for (int p = 0; p < face.Length; p++) target[p] = (face[p] - normalization.Mean) / normalization.StandardDeviation;
            }
            using torch.Tensor batch =
                DetachedTensor.Compute(() => torch.tensor(pixels, [count, 1, FacePatch.Size, FacePatch.Size]).Upload(device));
            yield return (first, batch);
        }
    }
}
