namespace FerNet.Data;

/// <summary>Files or rows that were left out of a dataset for one reason. Immutable; thread-safe.</summary>
public sealed record LeftOutGroup
{
    /// <summary>The reason, as in "not an image format that is read (.txt)".</summary>
    public required string Reason { get; init; }

    /// <summary>The number of files or rows; from 1.</summary>
    public required int Count { get; init; }

    /// <summary>The first examples, at most ten: the path of a file, or the error of a row; at most 200 characters each.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>One line: the count, the reason and up to three examples.</summary>
    public override string ToString()
    {
        string examples = string.Join(", ", Examples.Take(3)) + (Count > 3 && Examples.Count >= 3 ? ", ..." : "");
        return FormattableString.Invariant($"{Count:N0} {Reason}{(examples.Length > 0 ? $": {examples}" : "")}");
    }
}
