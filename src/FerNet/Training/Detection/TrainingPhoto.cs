using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>A photograph held in memory, and its faces in pixels of the pyramid's level 0.</summary>
internal sealed class TrainingPhoto
{
    /// <summary>Below this size, the root of a box's area in pixels of the file, many faces carry no mark.</summary>
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

    /// <summary>Whether faces so small are marked that others of their size may not be: such a photograph is not enlarged.</summary>
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

    /// <summary>Ignored zones of a low score that few looks confirm show hands, patterns and the like: background worth learning.</summary>
    private static bool IsHardNegative(AnnotatedFace face) =>
        face is { IsIgnored: true, Score: < 0.3f, Agreement: <= 2 } && SizeOf(face.Box) >= SureSize;

    private static AnnotatedFace Scaled(AnnotatedFace face, float scale) => scale == 1 ? face : face with
    {
        Box = new FaceBox(face.Box.X * scale, face.Box.Y * scale, face.Box.Width * scale, face.Box.Height * scale),
        Landmarks = face.Landmarks?.Select(value => value * scale).ToArray(),
    };
}
