namespace FerNet.Data.Tables;

/// <summary>The error of a row and its column.</summary>
/// <param name="Column">The index of the byte in the line, from 1.</param>
/// <param name="Message">The fault, with the limit and the remedy.</param>
internal sealed record RowError(int Column, string Message)
{
    /// <summary>The class of a valid row that the caller's mapping leaves out; null for a bad row.</summary>
    public string? LeftOutClass { get; init; }

    /// <summary>The full message for the user.</summary>
    public string In(string file, int line, bool endsFile) =>
        Invariant($"{file}, line {line:0}, column {Column}: {Message}")
        + (endsFile ? " (the file ends in this line: it may be cut off; get it whole)" : "");

    /// <summary>Cleans text from a file for display: shortened, and without control characters.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        const int Shown = 20;
        Span<char> letters = stackalloc char[Math.Min(text.Length, Shown)];
        for (int i = 0; i < letters.Length; i++) letters[i] = text[i] is >= 0x20 and < 0x7F ? (char)text[i] : '?';
        return $"'{letters}{(text.Length > Shown ? "..." : "")}'";
    }
}
