using System.Text.RegularExpressions;

namespace FerNet.Tests.Docs;

/// <summary>The form of the documents: links that lead somewhere, an index with every page, decisions in one form.</summary>
public partial class PageTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");
    private static readonly string Decisions = Path.Combine(Docs, "decisions");

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_a_heading()
    {
        string[] links = [.. Documents().SelectMany(file => Links(file).Select(target => $"{Name(file)} -> {target}"))];
        Assert.True(links.Length >= 100, $"{links.Length} links");
        Assert.Empty(Documents().SelectMany(file =>
            from target in Links(file)
            where !Leads(target, Path.GetDirectoryName(file)!, file)
            select $"{Name(file)} -> {target}"));
    }

    [Theory]
    [InlineData("results.md", true)]
    [InlineData("results.md#every-run", true)]
    [InlineData("results.md#no-such-run", false)]
    [InlineData("no-such-page.md", false)]
    [InlineData("decisions", true)]
    [InlineData("../README.md#try-it-from-a-clone", true)]
    public void The_search_for_broken_links_finds_what_it_should(string target, bool leads) =>
        Assert.Equal(leads, Leads(target, Docs, Path.Combine(Docs, "README.md")));

    [Fact]
    public void The_index_names_every_page()
    {
        string[] indexed = [.. Links(Path.Combine(Docs, "README.md")).Select(target => Path.GetFullPath(Path.Combine(Docs, target)))];
        Assert.Empty(Directory.EnumerateFiles(Docs, "*.md").Where(file => Path.GetFileName(file) != "README.md").Except(indexed));
    }

    [Fact]
    public void Every_page_begins_with_what_it_is_for() =>
        Assert.All(Directory.EnumerateFiles(Docs, "*.md"), file =>
        {
            string[] lines = File.ReadAllLines(file);
            Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
            Assert.Equal("", lines[1]);
            string first = string.Join(' ', lines.Skip(2).TakeWhile(line => line.Length > 0));
            Assert.Matches(@"^(?=[A-Z])[^|]*\b(?:you|your|This page|Read)\b[^|]*[.:]", first);
        });

    [Fact]
    public void Every_decision_has_the_common_form_and_a_row_in_the_index()
    {
        string index = File.ReadAllText(Path.Combine(Decisions, "README.md"));
        string[] files = [.. Directory.EnumerateFiles(Decisions, "0*.md")];
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string text = File.ReadAllText(file), name = Path.GetFileName(file), number = name[..4];
            Match form = DecisionForm().Match(text.ReplaceLineEndings("\n"));
            Assert.True(form.Success, $"{name} has another form.");
            Assert.Equal(number, form.Groups["number"].Value);
            Assert.Contains($"| [{number}]({name}) | {form.Groups["title"].Value} | {form.Groups["date"].Value} |", index,
                StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Documents() =>
        Repository.MarkdownFiles().Concat(
            from name in (string[])["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"] select Path.Combine(Repository.Root, name));

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file);

    private static IEnumerable<string> Links(string file) =>
        from Match match in Link().Matches(CodeBlock().Replace(File.ReadAllText(file), ""))
        select match.Groups[1].Value;

    private static bool Leads(string target, string folder, string from)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? from : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (parts.Length == 1) return File.Exists(file) || Directory.Exists(file);
        return File.Exists(file) && File.ReadLines(file).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1]);
    }

    /// <summary>As GitHub makes it: lower case, without punctuation, hyphens for blanks.</summary>
    private static string Anchor(string heading) =>
        Punctuation().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("""
        \A\#\ (?<number>\d{4}):\ (?<title>[^\n]+)\n\n
        \*\ Date:\ (?<date>\d{4}-\d\d-\d\d)\n
        \*\ Status:\ (?:accepted|proposed|superseded\ by)[^\n]*\n\n
        \#\#\ Context\n\n(?:(?!\n\#).)+\n
        \#\#\ Decision\n\n(?:(?!\n\#).)+\n
        \#\#\ Consequences\n\n(?:(?!\n\#).)+\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex DecisionForm();
}
