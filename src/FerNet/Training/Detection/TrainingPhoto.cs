using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>A decoded photograph and its faces in pixels of the pyramid's level 0.</summary>
internal sealed class TrainingPhoto
{
    /// <summary>Many faces below this size are not marked. The size is the square root of the area in pixels of the file.</summary>
    private const float SureSize = 16;

    private TrainingPhoto(string name, ImagePyramid image, AnnotatedFace[] faces)
    {
        (Name, Image, Faces) = (name, image, faces);
        Anchors = [.. faces.Where(face => !face.IsIgnored)];
        HasTinyFaces = faces.Any(face => SizeOf(face.Box) < SureSize * image.Scale);
    }

    public string Name { get; }

    public ImagePyramid Image { get; }

    /// <summary>Faces and ignored zones.</summary>
    public AnnotatedFace[] Faces { get; }

    /// <summary>Faces alone.</summary>
    public AnnotatedFace[] Anchors { get; }

    /// <summary>
    /// Whether the photograph has marked faces so small that other small faces may not be marked. Such a photograph is hardly enlarged.
    /// </summary>
    public bool HasTinyFaces { get; }

    public static float SizeOf(FaceBox box) => MathF.Sqrt(box.Width * box.Height);

    /// <summary>Reads photographs in parallel, in the given order.</summary>
    public static TrainingPhoto[] Load(IReadOnlyList<AnnotatedPhoto> photos, CancellationToken cancellationToken) =>
        [.. photos.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(Load)];

    private static TrainingPhoto Load(AnnotatedPhoto photo)
    {
        ImagePyramid image = new(RgbImage.Load(photo.Path));
        return new TrainingPhoto(photo.Name, image,
            [.. photo.Faces.Where(face => !IsHardNegative(face)).Select(face => Scaled(face, image.Scale))]);
    }

    /// <summary>
    /// Ignored zones with a low score and low agreement show hands, patterns and similar objects. They are used as background.
    /// </summary>
    private static bool IsHardNegative(AnnotatedFace face) =>
        face is { IsIgnored: true, Score: < 0.3f, Agreement: <= 2 } && SizeOf(face.Box) >= SureSize;

    private static AnnotatedFace Scaled(AnnotatedFace face, float scale) => scale == 1 ? face : face with
    {
        Box = new FaceBox(face.Box.X * scale, face.Box.Y * scale, face.Box.Width * scale, face.Box.Height * scale),
        Landmarks = face.Landmarks?.Select(value => value * scale).ToArray(),
    };
}
