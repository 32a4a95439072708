namespace FerNet.Tests.Docs;

/// <summary>The table of docs/workarounds.md names files and tests that exist.</summary>
public class WorkaroundsTests
{
    public static TheoryData<string> Rows =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "workarounds.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_workaround_names_its_file_its_report_and_its_test(string row)
    {
        string[] cells = [.. row.Trim('|').Split(" | ").Select(cell => cell.Trim(' ', '|'))];
        Assert.Equal(6, cells.Length);
        Assert.True(cells[3].Contains("](https://", StringComparison.Ordinal) || cells[3] == "no report known"
            || cells[3].StartsWith("none: ", StringComparison.Ordinal), $"No report: {row}");
        foreach (string file in cells[4].Split(", ").Select(name => name.Trim('`')))
        {
            Assert.True(File.Exists(Path.Combine(Repository.Root, file))
                || Repository.CodeFiles("src", "FerNet").Count(path => Path.GetFileName(path) == file) == 1, $"{file} is no file: {row}");
        }
        if (cells[5].StartsWith("none: ", StringComparison.Ordinal)) return;
        string[] names = cells[5].Trim('`').Split('.');
        Assert.Contains(typeof(WorkaroundsTests).Assembly.GetTypes(), type => type.Name == names[0] && type.GetMethod(names[1]) is { } test
            && test.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0);
    }
}
