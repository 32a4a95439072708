namespace FerNet.Data;

/// <summary>What a reader found, in the order of the file or of the sorted list of images.</summary>
/// <param name="Faces">The good rows.</param>
/// <param name="HasLabels">Whether the source names emotions.</param>
/// <param name="HasSplits">Whether the source says which split a face belongs to.</param>
/// <param name="Skipped">The bad rows, of which the first few are kept in full.</param>
internal sealed record LoadedFaces(IReadOnlyList<FaceRecord> Faces, bool HasLabels, bool HasSplits, SkippedRows Skipped)
{
    /// <summary>How many faces the source has, also where they were read and left out before; default, those that there are.</summary>
    public int FacesRead { get; init; } = Faces.Count;

    /// <summary>What was left out and why, bad rows included.</summary>
    public LeftOutLog LeftOut { get; init; } = new();

    /// <summary>The names of folders and their emotions.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; init; } = [];

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
