namespace FerNet.Data.Tables;

/// <summary>What one piece of a table holds.</summary>
internal sealed class CsvChunkResult
{
    /// <summary>The good rows, in order.</summary>
    public List<FaceRecord> Faces { get; } = [];

    /// <summary>Split and line of each row that gave no face, in order.</summary>
    public List<(DatasetSplit? Split, int Row)> Skipped { get; } = [];

    /// <summary>What was wrong with the first bad rows.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>How many of the rows that gave no face are bad.</summary>
    public int BadRows { get; set; }

    /// <summary>Class and line of each row that the caller's mapping leaves out.</summary>
    public List<(string Class, int Line)> LeftOut { get; } = [];

    /// <summary>Notes a row that the caller's mapping leaves out.</summary>
    public void LeaveOut(string name, DatasetSplit? split, int line)
    {
        LeftOut.Add((name, line));
        Skipped.Add((split, line));
    }
}
