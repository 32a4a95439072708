namespace FerNet.Data.Detection;

/// <summary>One annotated face or ignored zone, in pixels of the stored photograph.</summary>
/// <param name="Box">Forehead to chin, ear to ear.</param>
/// <param name="IsIgnored">Whether the zone counts neither as face nor as background.</param>
internal sealed record AnnotatedFace(FaceBox Box, bool IsIgnored)
{
    /// <summary>
    /// x and y of right eye, left eye, nose, right and left corner of the mouth (10 numbers); null where they are not known.
    /// </summary>
    public float[]? Landmarks { get; init; }

    /// <summary>The confidence of the source that this is a face, 0 to 1; null where unknown.</summary>
    public float? Score { get; init; }

    /// <summary>The number of detection runs of the source that found the face; null where unknown.</summary>
    public int? Agreement { get; init; }
}

/// <summary>A photograph file and its faces.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Faces">Faces and ignored zones.</param>
internal sealed record AnnotatedPhoto(string Path, IReadOnlyList<AnnotatedFace> Faces)
{
    /// <summary>
    /// The file's name without its folder. It determines the split of the photograph, so that the split is the same in every copy of the
    /// data.
    /// </summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
