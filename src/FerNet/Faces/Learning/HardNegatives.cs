using FerNet.Networks;
using TorchSharp;

namespace FerNet.Faces.Learning;

/// <summary>The most convincing mistakes found in the backgrounds, of which later scenes show many.</summary>
/// <remarks>Source: Sung and Poggio, "Example-based learning for view-based human face detection", 1998. They are kept as one tensor of fixed shape, which a checkpoint holds.</remarks>
internal sealed class HardNegatives : IDisposable
{
    /// <summary>Places kept, the most certain ones.</summary>
    public const int Most = 4096;

    /// <summary>From which confidence on an answer counts as a mistake, and how many of one background.</summary>
    private const double LeastConfidence = 0.1;
    private const int MostOfOne = 8, Parts = 4;

    /// <summary>[Most, 4]: background (-1: none), x, y, side.</summary>
    public torch.Tensor Tensor { get; } = LastingTensor.Of(() => torch.tensor(NoPlaces(), [Most, Parts]));

    /// <summary>The places that the tensor holds.</summary>
    public IReadOnlyList<HardNegative> Places()
    {
        float[] values = Tensor.data<float>().ToArray();
        return [.. Enumerable.Range(0, Most).Select(i => values.AsSpan(i * Parts, Parts).ToArray()).TakeWhile(place => place[0] >= 0).Select(place => new HardNegative((int)place[0], place[1], place[2], place[3]))];
    }

    /// <summary>Replaces the places by those that a detector takes for faces now.</summary>
    public void Search(byte[] detector, IReadOnlyList<PictureLevels> backgrounds, CancellationToken cancellationToken)
    {
        using FaceDetector finder = new(detector, "The detector in training", new FaceDetectorOptions { SmallestFace = 26, MinimumConfidence = LeastConfidence, MostFaces = MostOfOne, Threads = 1 });
        var found = Enumerable.Range(0, backgrounds.Count).AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(i => finder.Detect(Picture(backgrounds[i])).Select(face => (Background: i, face.Box, face.Confidence)))
            .ToList();
        float[] values = NoPlaces();
        int at = 0;
        foreach ((int background, FaceBox box, _) in found.OrderByDescending(mistake => mistake.Confidence).ThenBy(mistake => mistake.Background).Take(Most))
        {
            values[at++] = background;
            values[at++] = box.X + (box.Width / 2);
            values[at++] = box.Y + (box.Height / 2);
            values[at++] = box.Width;
        }
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor.copy_(torch.tensor(values, [Most, Parts]));
    }

    public void Dispose() => Tensor.Dispose();

    private static float[] NoPlaces()
    {
        float[] values = new float[Most * Parts];
        Array.Fill(values, -1);
        return values;
    }

    private static Picture Picture(PictureLevels levels) => FerNet.Picture.FromGrey(levels.Width, levels.Height, levels.Full);
}
