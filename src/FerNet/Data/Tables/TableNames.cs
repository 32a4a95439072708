namespace FerNet.Data.Tables;

/// <summary>Determines which file of an archive or folder is the table of faces.</summary>
internal static class TableNames
{
    private static readonly string[] Endings = [".csv", ".csv.gz", ".csv.zip", ".zip", ".tar.gz", ".tgz", ".tar"];

    /// <summary>The files that are searched for in a folder, the best first.</summary>
    public static IEnumerable<string> InFolder =>
        from name in (string[])["fer2013", "icml_face_data", "train"]
        from ending in Endings
        select name + ending;

    /// <summary>Whether a file in a folder is FER2013's table by its name.</summary>
    public static bool IsCertain(string path) => !Path.GetFileName(path).StartsWith("train", StringComparison.Ordinal);

    /// <summary>The priority of an archive's entry, 0 for the best; null where it is not a table of faces.</summary>
    public static int? PriorityOf(string tablePath)
    {
        string name = tablePath[(tablePath.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        // macOS adds files whose names begin with "._" to archives.
        if (name.StartsWith("._", StringComparison.Ordinal)) return null;
        if (!Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))) return null;
        return name switch
        {
            "fer2013.csv" => 0,
            "icml_face_data.csv" => 1,
            _ when name.StartsWith("fer2013new", StringComparison.Ordinal) || name.Contains("submission", StringComparison.Ordinal) => null,
            _ when name.StartsWith("fer2013.", StringComparison.Ordinal) => 2,
            _ when name.StartsWith("train", StringComparison.Ordinal) => 3,
            _ when name.StartsWith("test", StringComparison.Ordinal) => 5,
            _ => 4,
        };
    }
}
