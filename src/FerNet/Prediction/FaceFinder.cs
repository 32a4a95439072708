using FerNet.Checks;
using FerNet.Faces.Framing;
using FerNet.Pictures;

namespace FerNet.Prediction;

/// <summary>Decides which parts of a picture are faces. Thread-safe.</summary>
internal sealed class FaceFinder(EmotionPredictorOptions options) : IDisposable
{
    private readonly OnDemand<FaceDetector> shipped =
        new(() => FaceDetector.CreateDefault(new FaceDetectorOptions { Threads = options.Threads }));

    /// <summary>Whether faces are searched for by code of the application.</summary>
    public bool HasForeignDetector => options.FaceDetector is not (null or FaceDetector or YuNetFaceDetector);

    private IFaceDetector Detector => options.FaceDetector ?? shipped.Value;

    /// <summary>
    /// All faces, the largest first; the whole picture with <see cref="FaceSearch.Whole"/>, and where it is no larger than a patch.
    /// </summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    /// <param name="picture">The picture.</param>
    /// <param name="mayBeNone">Whether none is an answer, also where one is required.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IReadOnlyList<FramedFace> All(Picture picture, bool mayBeNone = false, CancellationToken cancellationToken = default) =>
        IsReadWhole(picture) ? [Whole(picture)] : Framed(picture, DetectionCheck.Detect(Detector, picture, cancellationToken), mayBeNone);

    /// <summary>The largest face; the whole picture where none was found, and where none is searched for.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public FramedFace Largest(Picture picture, CancellationToken cancellationToken = default)
    {
        if (IsReadWhole(picture)) return Whole(picture);
        return Framed(picture, DetectionCheck.Detect(Detector, picture, cancellationToken)) is [var largest, ..] ? largest : Whole(picture);
    }

    /// <summary>The patch [48 * 48] of the largest face, or of the whole picture.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public byte[] LargestPatch(Picture picture, CancellationToken cancellationToken = default) =>
        Patch(picture, Largest(picture, cancellationToken).Crop);

    /// <summary>The patch [48 * 48] of a crop.</summary>
    public static byte[] Patch(Picture picture, FaceCrop crop)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        PatchCutter.Cut(picture.GrayPicture, crop, patch);
        return patch;
    }

    /// <summary>Called once no call is in flight: a detector that was made after it would be disposed by nobody.</summary>
    public void Dispose() => shipped.Made?.Dispose();

    private static FramedFace Whole(Picture picture) => new(null, FaceFraming.Whole(picture.Width, picture.Height));

    private FramedFace[] Framed(Picture picture, IReadOnlyList<DetectedFace> faces, bool mayBeNone = false)
    {
        if (faces.Count == 0 && options.Faces == FaceSearch.Required && !mayBeNone)
            throw new NoFaceException(
                $"No face was found in the picture of {picture.Width} x {picture.Height} pixels. Use a clearer picture, a " +
                $"{nameof(FaceDetector)} that finds smaller or less certain faces, or {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}.");
        FaceCrop whole = FaceFraming.Whole(picture.Width, picture.Height);
        return
        [
            .. faces.Select(face => new FramedFace(face, FaceFraming.Crop(face, FramingSettings.Default)))
                .Select(face => FaceFraming.IsWhole(face.Face!, whole, FramingSettings.Default) ? face with { Crop = whole } : face)
                .OrderByDescending(face => face.Face!.Box.Width * face.Face.Box.Height)
                // Two answers about a picture that is one face as a whole would be the same answer twice.
                .DistinctBy(face => face.Crop),
        ];
    }

    /// <summary>A picture no larger than a patch gains nothing by a search: the network sees all of its pixels.</summary>
    private bool IsReadWhole(Picture picture) =>
        options.Faces == FaceSearch.Whole
            || (options.Faces == FaceSearch.Auto && Math.Max(picture.Width, picture.Height) <= FacePatch.Size);
}
