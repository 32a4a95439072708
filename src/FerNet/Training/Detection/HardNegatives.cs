namespace FerNet.Training.Detection;

/// <summary>A place without a face where a detector finds one.</summary>
/// <param name="Photo">Index of the photograph.</param>
/// <param name="Box">The place, in pixels of the pyramid's level 0.</param>
internal readonly record struct HardNegative(int Photo, FaceBox Box);

/// <summary>Finds the hard negatives of the starting detector.</summary>
/// <remarks>
/// Source: Sung and Poggio, "Example-Based Learning for View-Based Human Face Detection", 1998, who call it bootstrapping.
/// </remarks>
internal static class HardNegatives
{
    /// <summary>About half of the default threshold; places with lower scores rarely become false faces.</summary>
    private const double Threshold = 0.4;

    /// <summary>A detection with at least this overlap matches a marked face or zone.</summary>
    private const float SameZone = 0.2f;

    private const int MinSize = 12, MaxAnswers = 200;

    /// <summary>The hard negatives of all photographs, in order.</summary>
    /// <param name="start">The detector; it is not disposed.</param>
    /// <param name="photos">Photographs in which every face is marked, or lies in an ignored zone.</param>
    /// <param name="cancellationToken">Cancels between two photographs.</param>
    public static HardNegative[] Find(FaceDetector start, TrainingPhoto[] photos, CancellationToken cancellationToken)
    {
        FaceDetectorOptions options = new()
        {
            Threshold = Threshold,
            MinFaceSize = MinSize,
            MaxFaces = MaxAnswers,
            MaxInputSide = ImagePyramid.LongestSide,
            Threads = 1,
        };
        using FaceDetector detector = new(start.Graph, "StartFrom", options);
        return [.. photos.Index().AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(photo => Find(detector, photo.Item, cancellationToken).Select(box => new HardNegative(photo.Index, box)))];
    }

    private static IEnumerable<FaceBox> Find(FaceDetector detector, TrainingPhoto photo, CancellationToken cancellationToken)
    {
        RgbImage pixels = photo.Image[0];
        InputImage image = InputImage.FromPixels(pixels.Pixels, pixels.Width, pixels.Height, PixelFormat.Rgb24);
        return detector.Detect(image, cancellationToken).Select(face => face.Box)
            .Where(box => !photo.Faces.Any(face => face.Box.Overlap(box) >= SameZone));
    }
}
