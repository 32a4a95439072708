using FerNet.Faces;
using FerNet.Faces.Search;

namespace FerNet.Prediction;

/// <summary>Checks what a detector returned before anything is computed from it, since a detector may be the application's own.</summary>
internal static class DetectionCheck
{
    /// <summary>The longest side that a box may have, as a multiple of the longest side of the image.</summary>
    private const float MaxRelativeSide = FaceSearcher.MaxRelativeSide;

    /// <summary>The faces that a detector found.</summary>
    /// <exception cref="InvalidOperationException">The detector returned null or an invalid face; the message names the detector, the face
    /// and the value.</exception>
    public static IReadOnlyList<DetectedFace> Detect(IFaceDetector detector, InputImage image, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Checked(detector, image, detector.Detect(image, cancellationToken));
    }

    /// <inheritdoc cref="Detect"/>
    public static IReadOnlyList<DetectedFace> Checked(IFaceDetector detector, InputImage image, IReadOnlyList<DetectedFace>? faces)
    {
        if (faces is null)
            throw new InvalidOperationException($"{Name(detector)} returned null; return an empty list where there is no face.");
        for (int i = 0; i < faces.Count; i++)
        {
            if (Fault(faces[i], image) is { } fault)
                throw new InvalidOperationException(
                    FormattableString.Invariant($"{Name(detector)} returned a face that cannot be one (number {i} of {faces.Count}, ") +
                        Invariant($"counted from 0): {fault}"));
        }
        return faces;
    }

    /// <summary>A message that states the fault of a face and the limit; null for a valid face.</summary>
    private static string? Fault(DetectedFace? face, InputImage image)
    {
        if (face is null) return "it is null.";
        FaceBox box = face.Box;
        string written = FormattableString.Invariant($"({box.X}, {box.Y}, {box.Width}, {box.Height})");
        if (!(float.IsFinite(box.X) && float.IsFinite(box.Y) && float.IsFinite(box.Width) && float.IsFinite(box.Height)))
            return $"the box {written} has a number that is not finite.";
        if (!(box.Width > 0 && box.Height > 0)) return $"the box {written} has no area; width and height must be above 0.";
        if (box.ClampTo(image.Width, image.Height) is not { Width: > 0, Height: > 0 })
            return $"the box {written} lies wholly outside the image of {image.Width} x {image.Height} pixels; boxes are in " +
                "pixels of the upright image.";
        float limit = MaxRelativeSide * Math.Max(image.Width, image.Height);
        if (Math.Max(box.Width, box.Height) > limit)
            return FormattableString.Invariant($"the box {written} is longer than {limit} pixels, {MaxRelativeSide} times the longest ") +
                "side of the image.";
        if (face.Landmarks?.ToArray().Any(point => !(float.IsFinite(point.X) && float.IsFinite(point.Y))) ?? false)
            return "a landmark has a number that is not finite.";
        return face.Confidence is >= 0 and <= 1
            ? null
            : FormattableString.Invariant($"its confidence is {face.Confidence}; it must lie between 0 and 1.");
    }

    private static string Name(IFaceDetector detector) => $"{detector.GetType().Name}.{nameof(IFaceDetector.Detect)}";
}
