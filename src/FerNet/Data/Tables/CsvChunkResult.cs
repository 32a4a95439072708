namespace FerNet.Data.Tables;

/// <summary>The result of one chunk of a table.</summary>
internal sealed class CsvChunkResult
{
    /// <summary>The good rows, in order.</summary>
    public List<FaceRecord> Faces { get; } = [];

    /// <summary>Split and line of each row without a face, in order.</summary>
    public List<(DatasetSplit? Split, int Row)> Skipped { get; } = [];

    /// <summary>The messages of the first bad rows.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The number of bad rows among the rows without a face.</summary>
    public int BadRows { get; set; }

    /// <summary>Class and line of each row that the caller's mapping leaves out.</summary>
    public List<(string Class, int Line)> LeftOut { get; } = [];

    /// <summary>Adds a row that the caller's mapping leaves out.</summary>
    public void LeaveOut(string name, DatasetSplit? split, int line)
    {
        LeftOut.Add((name, line));
        Skipped.Add((split, line));
    }
}
