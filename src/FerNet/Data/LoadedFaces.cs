namespace FerNet.Data;

/// <summary>The result of a reader, in the order of the file or of the sorted list of images.</summary>
/// <param name="Faces">The good rows.</param>
/// <param name="HasLabels">Whether the source has labels.</param>
/// <param name="HasSplits">Whether the source assigns faces to splits.</param>
/// <param name="Skipped">The bad rows, with the messages of the first ones.</param>
internal sealed record LoadedFaces(IReadOnlyList<FaceRecord> Faces, bool HasLabels, bool HasSplits, SkippedRows Skipped)
{
    /// <summary>
    /// The number of faces that were read from the original source, including those left out before the dataset was saved. Default: the
    /// number of <see cref="Faces"/>.
    /// </summary>
    public int FacesRead { get; init; } = Faces.Count;

    /// <summary>What was left out and why, bad rows included.</summary>
    public LeftOutLog LeftOut { get; init; } = new();

    /// <summary>The names of folders and their emotions.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; init; } = [];

    /// <summary>Warnings about the faces.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
