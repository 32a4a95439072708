namespace FerNet.Data;

/// <summary>How far <see cref="FerDataset.Load"/> has come. Immutable.</summary>
public readonly record struct DatasetLoadProgress
{
    /// <summary>Images or rows that were read so far, bad ones included.</summary>
    public required int Done { get; init; }

    /// <summary>
    /// How many there are; <see langword="null"/> for a table, whose rows nobody has counted, until it is read to its end.
    /// </summary>
    public int? Total { get; init; }
}
