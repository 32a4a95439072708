using FerNet.Data;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Formats numbers and names for people.</summary>
internal static class DisplayText
{
    public static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";

    public static string Percent(double share) => $"{100 * share:0.0} %";

    public static string FileSize(long bytes) => bytes < 1_000_000 ? $"{bytes / 1e3:0.0} kB" : $"{bytes / 1e6:0.0} MB";

    /// <summary>The origin of a face: its file, or its row in a table.</summary>
    public static string Origin(string? fileName, int rowNumber) =>
        fileName is null ? $"row {rowNumber}" : UntrustedText.Quote(fileName);

    public static string Split(DatasetSplit split) => split switch
    {
        DatasetSplit.Training => "training",
        DatasetSplit.PublicTest => "public test",
        _ => "private test",
    };
}
