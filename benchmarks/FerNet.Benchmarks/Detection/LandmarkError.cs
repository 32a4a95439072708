using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>How far a detector's landmarks lie from labels.</summary>
internal static class LandmarkError
{
    private const float MinOverlap = 0.4f, MinHeight = 16;

    /// <summary>
    /// The median over faces of the five points' mean distance from the label, in distances of the label's eyes; NaN for a detector without
    /// landmarks.
    /// </summary>
    public static float Median(IFaceDetector detector, string folder) => Detection.Median.Of(
        from photo in HeldBack.Photos(folder)
        let found = detector.Detect(InputImage.Load(photo.Path))
        from label in photo.Faces
        where label.Box.Height >= MinHeight
        let match = found.Where(face => face.Landmarks is not null && face.Box.Overlap(label.Box) >= MinOverlap)
            .MaxBy(face => face.Box.Overlap(label.Box))
        where match is not null
        select Error(match.Landmarks!, label.Landmarks));

    private static float Error(FaceLandmarks found, FaceLandmarks label) =>
        found.ToArray().Zip(label.ToArray(), Distance).Average() / Distance(label.RightEye, label.LeftEye);

    private static float Distance(FacePoint one, FacePoint other) =>
        MathF.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
