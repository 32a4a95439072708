namespace FerNet.Data;

/// <summary>The rows that were left out because they were bad.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="Messages">The messages of the first rows.</param>
/// <param name="Rows">Split and line of each row, in file order; the split is null where it could not be read.</param>
internal sealed record SkippedRows(int Count, IReadOnlyList<string> Messages, IReadOnlyList<(DatasetSplit? Split, int Row)> Rows)
{
    /// <summary>The maximum number of messages.</summary>
    public const int MessagesKept = 10;

    /// <summary>Nothing was left out.</summary>
    public static SkippedRows None { get; } = new(0, [], []);
}
