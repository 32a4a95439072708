namespace FerNet.Faces.Framing;

/// <summary>What is read of an image: a face and its crop, or the whole image.</summary>
/// <param name="Face">The face; null where none was searched for or found.</param>
/// <param name="Crop">The square that the emotion network reads.</param>
internal sealed record FramedFace(DetectedFace? Face, FaceCrop Crop)
{
    /// <summary>What the file of the image lacked; null where it lacked nothing.</summary>
    public string? Warning { get; init; }
}
