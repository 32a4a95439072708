using FerNet.Faces;
using FerNet.Faces.Framing;

namespace FerNet.Benchmarks.Framing;

/// <summary>An image and its largest face; null where none was found.</summary>
internal sealed record SearchedImage(Emotion Label, InputImage Image, DetectedFace? Face)
{
    public FaceCrop Whole => FaceFraming.CenteredSquare(Image.Width, Image.Height);

    public static SearchedImage Search(Emotion label, InputImage image, IFaceDetector detector) =>
        new(label, image, detector.Detect(image).MaxBy(face => face.Box.Width * face.Box.Height));

    /// <summary>The crop that a predictor with these settings would read.</summary>
    public FaceCrop Crop(FramingSettings settings, bool boxesAlone = false)
    {
        if (Face is null) return Whole;
        DetectedFace face = boxesAlone ? Face with { Landmarks = null } : Face;
        return FaceFraming.MatchesCenteredSquare(face, Whole, settings) ? Whole : FaceFraming.Crop(face, settings);
    }
}
