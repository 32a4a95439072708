using FerNet.Networks;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>The result of a validation.</summary>
/// <param name="Recall">Recall at 0.1 false faces per photograph, 0 to 1.</param>
/// <param name="LandmarkError">Median distance between the predicted and the marked landmarks, divided by the distance between the eyes;
/// null if none can be compared.</param>
internal sealed record ValidationResult(double Recall, double? LandmarkError);

/// <summary>Validates a detector on the validation photographs.</summary>
internal static class DetectorValidation
{
    /// <summary>Maximum number of pixels per batch, unless one photograph is larger.</summary>
    private const int PixelsAtOnce = 6_400_000;

    public static ValidationResult Validate(DetectorForward forward, DetectorWeights weights, TrainingPhoto[] photos, torch.Device device,
        CancellationToken cancellationToken)
    {
        using IDisposable noGrad = torch.no_grad();
        int width = photos.Max(photo => RoundUp(photo.Image.Width)), height = photos.Max(photo => RoundUp(photo.Image.Height));
        int pixels = width * height, count = Math.Max(1, PixelsAtOnce / pixels);
        DetectorGrid grid = new(width, height);
        ValidationCounts tally = new(photos.Length);
        for (int first = 0; first < photos.Length; first += count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            TrainingPhoto[] batch = photos[first..Math.Min(photos.Length, first + count)];
            byte[] pixelBytes = new byte[batch.Length * pixels * 3];
            for (int i = 0; i < batch.Length; i++) Copy(batch[i].Image[0], pixelBytes.AsSpan(i * pixels * 3, pixels * 3), width);
            torch.Tensor images = torch.tensor(pixelBytes, [batch.Length, height, width, 3], dtype: torch.uint8).to(device);
            float[] values = WeightStore.Values(forward.Predict(weights, images));
            FoundFace[][] found = new FoundFace[batch.Length][];
            int size = grid.Count * DetectorFormat.ValuesPerCell;
            Parallel.For(0, batch.Length, i => found[i] = CellDecoder.Decode(grid, values.AsSpan(i * size, size)));
            for (int i = 0; i < batch.Length; i++) tally.Add(batch[i].Faces, found[i]);
        }
        return tally.Result();
    }

    private static int RoundUp(int side) =>
        (side + DetectorFormat.SizeMultiple - 1) / DetectorFormat.SizeMultiple * DetectorFormat.SizeMultiple;

    private static void Copy(RgbImage image, Span<byte> target, int width)
    {
        for (int row = 0; row < image.Height; row++)
            image.Pixels.AsSpan(3 * row * image.Width, 3 * image.Width).CopyTo(target[(3 * row * width)..]);
    }
}
