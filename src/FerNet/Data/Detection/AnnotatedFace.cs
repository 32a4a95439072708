namespace FerNet.Data.Detection;

/// <summary>
/// One face, or one zone that is neither face nor background, as a file of annotations states it. Pixels of the stored photograph.
/// </summary>
/// <param name="Box">Forehead to chin, ear to ear.</param>
/// <param name="IsIgnored">Whether the zone counts neither as face nor as background.</param>
internal sealed record AnnotatedFace(FaceBox Box, bool IsIgnored)
{
    /// <summary>
    /// x and y of right eye, left eye, nose, right and left corner of the mouth (10 numbers); null where they are not known.
    /// </summary>
    public float[]? Landmarks { get; init; }

    /// <summary>How sure the source is that this is a face, 0 to 1; null where it does not say.</summary>
    public float? Score { get; init; }

    /// <summary>How many looks of the source found it; null where it does not say.</summary>
    public int? Agreement { get; init; }
}

/// <summary>A photograph file and its faces.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Faces">Faces and ignored zones.</param>
internal sealed record AnnotatedPhoto(string Path, IReadOnlyList<AnnotatedFace> Faces)
{
    /// <summary>The file's name without its folder: decides in every copy of the data alike which part a photograph belongs to.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
