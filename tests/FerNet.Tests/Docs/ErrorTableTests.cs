using System.Text.RegularExpressions;

namespace FerNet.Tests.Docs;

/// <summary>docs/errors.md promises messages; here each mistake is made and its message compared.</summary>
public partial class ErrorTableTests
{
    [Fact]
    public void Every_mistake_gets_the_message_of_the_table()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "errors.md"));
        Dictionary<string, string> promised = lines.Select(line => Row().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        using Mistakes mistakes = new();
        Assert.True(promised.Count >= 20, $"{promised.Count} rows");
        Assert.Equal(mistakes.All.Keys.Order(), promised.Keys.Order());
        List<string> apart = [];
        foreach ((string mistake, Func<string> make) in mistakes.All)
        {
            if (OperatingSystem.IsWindows() && Mistakes.NeedDevices.Contains(mistake)) continue;
            string message = make();
            // Three dots stand for what differs from one machine to the next.
            string pattern = "^" + string.Join(".*", promised[mistake].Split("...").Select(Regex.Escape)) + "$";
            if (!Regex.IsMatch(message, pattern, RegexOptions.Singleline)) apart.Add($"| {mistake} | `{message}` |");
        }
        Assert.True(apart.Count == 0, string.Join(Environment.NewLine, apart));
    }

    [GeneratedRegex(@"^\| ([^|`]+) \| `(.+)` \|$")]
    private static partial Regex Row();
}
