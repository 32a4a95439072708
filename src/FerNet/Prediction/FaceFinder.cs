using FerNet.Faces;
using FerNet.Faces.Framing;
using FerNet.Faces.YuNet;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>Finds the faces of an image and their crops. Thread-safe.</summary>
internal sealed class FaceFinder(EmotionPredictorOptions options) : IDisposable
{
    private readonly RetryingLazy<FaceDetector> shipped =
        new(() => FaceDetector.CreateDefault(new FaceDetectorOptions
        {
            Threads = options.Threads,
            ConfigureSession = options.ConfigureSession,
        }));

    /// <summary>Whether the detector is code of the application.</summary>
    public bool HasApplicationDetector => options.FaceDetector is not (null or FaceDetector or YuNetFaceDetector);

    private IFaceDetector Detector => options.FaceDetector ?? shipped.Value;

    /// <summary>
    /// All faces, the largest first; the centered square with <see cref="FaceSearch.None"/>, and with <see cref="FaceSearch.Auto"/> where
    /// the image is no larger than a patch.
    /// </summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    /// <param name="image">The image.</param>
    /// <param name="mayBeNone">Whether an image without a face gives an empty list even where a face is required.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IReadOnlyList<FramedFace> All(InputImage image, bool mayBeNone = false, CancellationToken cancellationToken = default) =>
        SkipsSearch(image)
            ? [CenteredSquareFace(image)]
            : Framed(image, Detect(image, cancellationToken), mayBeNone);

    /// <summary>The largest face; the centered square where no face was found or searched for.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public FramedFace Largest(InputImage image, CancellationToken cancellationToken = default)
    {
        if (SkipsSearch(image)) return CenteredSquareFace(image);
        return Framed(image, Detect(image, cancellationToken)) is [var largest, ..]
            ? largest
            : CenteredSquareFace(image);
    }

    /// <summary>
    /// Whether no face is searched for. For an image no larger than a patch a search is useless, because the network reads all of its
    /// pixels.
    /// </summary>
    public bool SkipsSearch(InputImage image) =>
        options.Faces == FaceSearch.None
            || (options.Faces == FaceSearch.Auto && Math.Max(image.Width, image.Height) <= FacePatch.Size);

    /// <summary>The patch [48 * 48] of the largest face, or of the centered square.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public byte[] LargestPatch(InputImage image, CancellationToken cancellationToken = default) =>
        Patch(image, Largest(image, cancellationToken).Crop);

    /// <summary>The patch [48 * 48] of a crop.</summary>
    public static byte[] Patch(InputImage image, FaceCrop crop)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        GrayImage gray = image.GrayFor(crop.Side, out int reduction);
        FaceCrop reduced = crop with
        {
            CenterX = crop.CenterX / reduction,
            CenterY = crop.CenterY / reduction,
            Side = crop.Side / reduction,
        };
        PatchCropper.Cut(gray, reduced, patch);
        return patch;
    }

    /// <summary>Call it after the last call in flight: a detector that is created later would never be disposed.</summary>
    public void Dispose() => shipped.ValueOrNull?.Dispose();

    private static FramedFace CenteredSquareFace(InputImage image) => new(null, FaceFraming.CenteredSquare(image.Width, image.Height));

    private IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken)
    {
        using TimedStep step = PredictionTelemetry.BeginDetect();
        return DetectionCheck.Detect(Detector, image, cancellationToken);
    }

    private FramedFace[] Framed(InputImage image, IReadOnlyList<DetectedFace> faces, bool mayBeNone = false)
    {
        if (faces.Count == 0 && options.Faces == FaceSearch.Required && !mayBeNone)
        {
            NoFaceException error = new(
                $"No face was found in the image of {image.Width} x {image.Height} pixels. Use a clearer image, a " +
                $"{nameof(FaceDetector)} that finds smaller or less certain faces, or {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}.");
            PredictionTelemetry.CountRefusal(error);
            throw error;
        }
        FaceCrop whole = FaceFraming.CenteredSquare(image.Width, image.Height);
        return
        [
            .. faces.Select(face => new FramedFace(face, FaceFraming.Crop(face, FramingSettings.Default)))
                .Select(face => FaceFraming.MatchesCenteredSquare(face.Face!, whole, FramingSettings.Default)
                    ? face with { Crop = whole }
                    : face)
                .OrderByDescending(face => face.Face!.Box.Width * face.Face.Box.Height)
                // Several faces may have the centered square as their crop, which would give the same answer twice.
                .DistinctBy(face => face.Crop),
        ];
    }
}
