namespace FerNet.Data.Quality;

/// <summary>Faces that are duplicates or near duplicates. Immutable; thread-safe.</summary>
public sealed record DuplicateGroup
{
    /// <summary>The indices of the faces in the dataset, from low to high; at least two.</summary>
    public required IReadOnlyList<int> FaceIndices { get; init; }

    /// <summary>Whether the faces are in several splits, so that a network is tested on faces that it was trained on.</summary>
    public required bool CrossesSplits { get; init; }

    /// <summary>Whether the faces have different labels, of which at most one is correct.</summary>
    public required bool LabelsDiffer { get; init; }

    internal static DuplicateGroup Create(FerDataset faces, int[] group) => new()
    {
        FaceIndices = Array.AsReadOnly(group),
        CrossesSplits = group.Any(face => faces.Split(face) != faces.Split(group[0])),
        LabelsDiffer = faces.HasLabels && group.Any(face => faces.Label(face) != faces.Label(group[0])),
    };
}
