using System.Text;
using FerNet.Drawing;
using FerNet.Tests.Docs;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>The documented program of one file, which names its packages itself: reflection-based JSON is switched off there.</summary>
[Collection(typeof(OnePackage))]
public sealed class FileBasedTests(PackedFeed feed)
{
    [Fact]
    public void The_documented_program_of_one_file_predicts_and_writes_a_page()
    {
        string code = Snippet.In(Path.Combine(Repository.Root, "docs", "notebooks.md"))
            .Single(snippet => snippet.Code.StartsWith("#:package", StringComparison.Ordinal)).Code;
        string published = $"@{Repository.Version}\n";
        Assert.Equal(2, code.Split($"#:package FerNet{published}").Length);
        Assert.Equal(2, code.Split($"#:package FerNet.Html{published}").Length);
        string local = code.Replace(published, $"@{feed.Version}\n", StringComparison.Ordinal);
        using TemporaryFolder folder = new();
        folder.Write("app.cs", Encoding.UTF8.GetBytes($"#:property RestoreAdditionalProjectSources={feed.Folder}\n{local}"));
        folder.Write("me.jpg", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));
        string[] lines = DotNet.Run(folder.Path, "run", "app.cs").Trim().Split(Environment.NewLine);
        Assert.Matches(Answers.Line, lines[^1]);
        Assert.Contains("<img ", File.ReadAllText(folder.File("me.html")), StringComparison.Ordinal);
    }
}
