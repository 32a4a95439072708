namespace FerNet.Data.Quality;

/// <summary>Faces that are equal, or nearly so. Immutable; thread-safe.</summary>
public sealed record DuplicateGroup
{
    /// <summary>The indices of the faces in the dataset, from low to high; at least two.</summary>
    public required IReadOnlyList<int> FaceIndices { get; init; }

    /// <summary>Whether they are in several splits: a network is then tested on faces that it has learned.</summary>
    public required bool CrossesSplits { get; init; }

    /// <summary>Whether they have different labels, of which at most one is right.</summary>
    public required bool LabelsDiffer { get; init; }

    internal static DuplicateGroup Create(FerDataset faces, int[] group) => new()
    {
        FaceIndices = Array.AsReadOnly(group),
        CrossesSplits = group.Any(face => faces.Split(face) != faces.Split(group[0])),
        LabelsDiffer = faces.HasLabels && group.Any(face => faces.Label(face) != faces.Label(group[0])),
    };
}
