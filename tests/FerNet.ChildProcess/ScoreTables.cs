using System.Globalization;
using DuckDB.NET.Data;
using FerNet;
using FerNet.Drawing;

/// <summary>Images for <c>fernet score</c>, and a comparison of its results by DuckDB, which reads Parquet with code of its own.</summary>
internal static class ScoreTables
{
    /// <summary>Draws images of one face each; among them some without a face, and some that are damaged.</summary>
    public static void Draw(string folder, int count)
    {
        byte[] damaged = DrawnFaces.Png(Emotion.Neutral, seed: 0, side: 64)[..200];
        Parallel.For(0, count, i =>
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i / 1000:000}/{i:000000}.png"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] image = i % 97 == 5 ? damaged : DrawnFaces.Png((Emotion)(i % EmotionExtensions.Count), seed: i, side: 40 + (i % 90));
            File.WriteAllBytes(path, image);
        });
    }

    /// <summary>Compares two folders of results; prints what was counted, and answers whether they agree.</summary>
    /// <param name="expected">The results of a run without interruptions.</param>
    /// <param name="actual">The results that are compared with them.</param>
    public static bool Compare(string expected, string actual)
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        Create("expected", expected);
        Create("actual", actual);
        (string Name, string Type)[] columns = [.. Columns()];
        string differs = string.Join(" or ", columns.Select(column => column.Type == "FLOAT"
            ? $"(e.{column.Name} is null) <> (a.{column.Name} is null) or abs(e.{column.Name} - a.{column.Name}) > 1e-6"
            : $"e.{column.Name} is distinct from a.{column.Name}"));
        (string Name, string Query)[] faults =
        [
            ("rows that are missing or surplus",
                "from expected e full join actual a on e.file = a.file and e.face is not distinct from a.face " +
                "where e.file is null or a.file is null"),
            ("rows that are there twice", "from (select file, face from actual group by file, face having count(*) > 1)"),
            ("rows that differ",
                $"from expected e join actual a on e.file = a.file and e.face is not distinct from a.face where {differs}"),
        ];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{columns.Length} columns, {Count("from expected")} rows expected, {Count("from actual")} rows, " +
            $"{Count("from (select distinct file from actual)")} images, {Count("from actual where emotion is not null")} faces, " +
            $"{Count("from actual where error is not null")} failed"));
        foreach ((string name, string query) in faults) Console.WriteLine($"{name}: {Count(query)}");
        return faults.All(fault => Count(fault.Query) == 0);

        void Create(string table, string folder) =>
            Command($"create table {table} as from read_parquet('{folder.Replace("'", "''", StringComparison.Ordinal)}/*/*.parquet')")
                .ExecuteNonQuery();

        long Count(string query) => Convert.ToInt64(Command($"select count(*) {query}").ExecuteScalar(), CultureInfo.InvariantCulture);

        IEnumerable<(string, string)> Columns()
        {
            using DuckDBDataReader rows = Command("describe expected").ExecuteReader();
            while (rows.Read()) yield return (rows.GetString(0), rows.GetString(1));
        }

        DuckDBCommand Command(string text)
        {
            DuckDBCommand command = connection.CreateCommand();
            command.CommandText = text;
            return command;
        }
    }
}
