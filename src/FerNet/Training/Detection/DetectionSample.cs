using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>A face in an input of the network, in pixels of the input.</summary>
/// <param name="Box">The visible part of the box.</param>
/// <param name="Landmarks">x and y of five landmarks (10 numbers), which may lie outside the input; null if they are not known.</param>
internal sealed record SampleFace(FaceBox Box, float[]? Landmarks);

/// <summary>The annotations of one input of the network.</summary>
/// <param name="Faces">The faces to find.</param>
/// <param name="Ignored">Zones that are neither face nor background.</param>
internal sealed record DetectionSample(List<SampleFace> Faces, List<FaceBox> Ignored)
{
    /// <summary>Faces smaller than this are ignored. The size is the square root of the area in pixels of the input.</summary>
    public const float SmallestFace = 10;

    /// <summary>A face with a smaller visible share is an ignored zone; below the second number, it is background.</summary>
    private const float VisibleFace = 0.55f, VisibleZone = 0.1f;

    /// <summary>Adds an annotation, mapped by a view.</summary>
    /// <param name="face">The annotation.</param>
    /// <param name="view">The view.</param>
    /// <param name="window">The part of the input that shows the view.</param>
    public void Add(AnnotatedFace face, ImageView view, FaceBox window)
    {
        FaceBox whole = view.Map(face.Box);
        float left = MathF.Max(whole.X, window.X), top = MathF.Max(whole.Y, window.Y);
        float right = MathF.Min(whole.X + whole.Width, window.X + window.Width),
            bottom = MathF.Min(whole.Y + whole.Height, window.Y + window.Height);
        if (right <= left || bottom <= top) return;
        FaceBox box = new(left, top, right - left, bottom - top);
        float visible = box.Width * box.Height / (whole.Width * whole.Height);
        if (visible < VisibleZone) return;
        bool isFace = !face.IsIgnored && visible >= VisibleFace && TrainingPhoto.SizeOf(box) >= SmallestFace;
        if (isFace) Faces.Add(new SampleFace(box, face.Landmarks is { } points ? view.MapLandmarks(points) : null));
        else Ignored.Add(box);
    }
}
