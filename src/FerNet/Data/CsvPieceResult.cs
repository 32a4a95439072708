namespace FerNet.Data;

/// <summary>What one piece of a table holds.</summary>
internal sealed class CsvPieceResult
{
    /// <summary>The good rows, in order.</summary>
    public List<FaceRecord> Faces { get; } = [];

    /// <summary>Split and line of each bad row, in order.</summary>
    public List<(FaceSplit? Split, int Row)> Skipped { get; } = [];

    /// <summary>What was wrong with the first bad rows.</summary>
    public List<string> Messages { get; } = [];
}
