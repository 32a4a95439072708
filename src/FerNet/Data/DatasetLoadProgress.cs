namespace FerNet.Data;

/// <summary>The progress of <see cref="FerDataset.Load"/>. Immutable.</summary>
public readonly record struct DatasetLoadProgress
{
    /// <summary>The number of images or rows that were read so far, including bad ones.</summary>
    public required int Done { get; init; }

    /// <summary>The total number of images or rows; <see langword="null"/> for a table until all of its rows were read.</summary>
    public int? Total { get; init; }
}
