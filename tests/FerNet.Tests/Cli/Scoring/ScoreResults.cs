using Parquet.Serialization;

namespace FerNet.Tests.Cli.Scoring;

/// <summary>The rows that fernet score wrote, as a reader sees them.</summary>
internal static class ScoreResults
{
    /// <summary>All rows of all shards, by file and face.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Read(string output) =>
        [.. Parts(output).SelectMany(ReadPart)
            .OrderBy(row => (string)row["file"]!, StringComparer.Ordinal).ThenBy(row => (int?)row["face"])];

    public static IEnumerable<string> Parts(string output) =>
        Directory.EnumerateFiles(output, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>The files of the rows, each once for each of its rows.</summary>
    public static IEnumerable<string> Files(string output) => Read(output).Select(row => (string)row["file"]!);

    /// <summary>All columns are equal, numbers within 1e-6.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        foreach ((IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other) in
            Read(expected).Zip(Read(actual)))
        {
            Assert.Equal(one.Keys, other.Keys);
            foreach ((string column, object? value) in one)
            {
                if (value is float number) Assert.Equal(number, Assert.IsType<float>(other[column]), 1e-6f);
                else Assert.Equal(value, other[column]);
            }
        }
        Assert.Equal(Files(expected), Files(actual));
    }

    private static IEnumerable<Dictionary<string, object?>> ReadPart(string path)
    {
        using FileStream stream = File.OpenRead(path);
        DeserializationResult<Dictionary<string, object>> table =
            ParquetSerializer.DeserializeUntypedAsync(stream).GetAwaiter().GetResult();
        string[] columns = [.. table.Schema.DataFields.Select(field => field.Name)];
        // The reader leaves out what is null.
        return table.Data.Select(row => columns.ToDictionary(column => column, column => (object?)row.GetValueOrDefault(column)));
    }
}
