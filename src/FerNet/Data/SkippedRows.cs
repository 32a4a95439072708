namespace FerNet.Data;

/// <summary>The rows that were left out because they were bad.</summary>
/// <param name="Count">How many.</param>
/// <param name="Messages">What was wrong with the first of them.</param>
/// <param name="Rows">Split and line of each, in file order; the split is null where it could not be read.</param>
internal sealed record SkippedRows(int Count, IReadOnlyList<string> Messages, IReadOnlyList<(DatasetSplit? Split, int Row)> Rows)
{
    /// <summary>How many messages are kept.</summary>
    public const int MessagesKept = 10;

    /// <summary>Nothing was left out.</summary>
    public static SkippedRows None { get; } = new(0, [], []);
}
