namespace FerNet.Faces.Framing;

/// <summary>The part of an image that is read: a face and its crop, or the centered square.</summary>
/// <param name="Face">The face; null where none was searched for or found.</param>
/// <param name="Crop">The square that the emotion network reads.</param>
internal sealed record FramedFace(DetectedFace? Face, FaceCrop Crop)
{
    /// <summary>The part that is missing from the image file; null where nothing is missing.</summary>
    public string? Warning { get; init; }
}
