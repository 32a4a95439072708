using FerNet.Pictures;

namespace FerNet.Prediction;

/// <summary>Decides which parts of a picture are faces. Thread-safe.</summary>
internal sealed class FaceFinder(EmotionPredictorOptions options) : IDisposable
{
    /// <summary>From this overlap with the picture's own square on, the picture is a crop already: cutting it again would only lose its border.</summary>
    private const float IsCropAlready = 0.55f;

    /// <summary>The same for a face that is larger than the picture: there is no border to lose, and nothing beyond it to see.</summary>
    private const float IsCropOfLarger = 0.35f;

    private readonly Lazy<FaceDetector> shipped = new(() => FaceDetector.CreateDefault(new FaceDetectorOptions { Threads = options.Threads }));

    private IFaceDetector Detector => options.FaceDetector ?? shipped.Value;

    /// <summary>The crops of all faces, the largest first; with <see cref="FaceSearch.Whole"/> the centred square.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public IReadOnlyList<FaceBox?> All(Picture picture)
    {
        if (options.Faces == FaceSearch.Whole) return [null];
        return Crops(picture, Detector.Detect(picture));
    }

    /// <summary>The crop of the largest face; null where the whole picture is the face, as one of at most 48 x 48 pixels is unless a face is required.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public FaceBox? Largest(Picture picture)
    {
        if (options.Faces == FaceSearch.Whole || IsPatch(picture)) return null;
        IReadOnlyList<DetectedFace> faces = Detector is FaceDetector own ? own.DetectLargest(picture) : Detector.Detect(picture);
        return Crops(picture, faces) is [var largest, ..] ? largest : null;
    }

    /// <summary>The patch [48 * 48] of the largest face, or of the whole picture.</summary>
    /// <exception cref="NoFaceException">None was found, and one is required.</exception>
    public byte[] LargestPatch(Picture picture) => Patch(picture, Largest(picture));

    /// <summary>What is cut out for each face, the largest first.</summary>
    private FaceBox?[] Crops(Picture picture, IReadOnlyList<DetectedFace> faces)
    {
        if (faces.Count == 0 && options.Faces == FaceSearch.Required)
            throw new NoFaceException($"No face was found in the picture of {picture.Width} x {picture.Height} pixels. Use a clearer picture, a {nameof(FaceDetector)} that finds smaller or less certain faces, or {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}.");
        FaceBox square = PatchCutter.CentredSquare(picture.Width, picture.Height);
        return
        [
            .. faces.Select(face => IsPatch(picture) || IsCrop(square, face.Box) ? square : face.Box)
                .Distinct()
                .OrderByDescending(box => box.Width * box.Height)
                .Cast<FaceBox?>(),
        ];
    }

    /// <summary>The patch of a crop, or of the centred square.</summary>
    public static byte[] Patch(Picture picture, FaceBox? face)
    {
        if (face is not { } box) return PatchCutter.Whole(picture.GreyPicture);
        byte[] patch = new byte[FacePatch.PixelCount];
        PatchCutter.Cut(picture.GreyPicture, box, patch);
        return patch;
    }

    /// <summary>A picture no larger than a patch gains nothing by being cut: the network sees all of its pixels.</summary>
    private bool IsPatch(Picture picture) => options.Faces == FaceSearch.Auto && Math.Max(picture.Width, picture.Height) <= FacePatch.Size;

    /// <summary>Whether the picture's square is this face's crop already.</summary>
    private static bool IsCrop(FaceBox square, FaceBox face) => face.Overlap(square) >= (face.Width < square.Width ? IsCropAlready : IsCropOfLarger);

    public void Dispose()
    {
        if (shipped.IsValueCreated) shipped.Value.Dispose();
    }
}
