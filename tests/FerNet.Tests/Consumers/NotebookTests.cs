using FerNet.Tests.Docs;
using FerNet.Tests.Support;
using FerNet.Training.Native;

namespace FerNet.Tests.Consumers;

/// <summary>The notebook of the documentation, run cell by cell by .NET Interactive against the packages.</summary>
[Collection(typeof(OnePackage))]
public sealed class NotebookTests(PackedFeed feed)
{
    private const string Html = "text/html";

    private static readonly string NotebookPath = Path.Combine(Repository.Root, "docs", "notebooks", "train-your-own.ipynb");

    /// <summary>It trains for half a minute; that it learns is seen by the comparison that it prints.</summary>
    [Fact]
    public void Every_cell_runs_and_results_are_shown_as_drawings()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package of torch's native library is Linux's.");
        using Notebook notebook = new(NotebookPath);
        using TemporaryFolder folder = new();
        using NotebookKernel kernel = new(folder.Path);
        Dictionary<string, string> drawings = [];
        string printed = "";
        foreach (string code in notebook.Code)
        {
            string reference = $"\"nuget: FerNet.Html, {Repository.Version}\"";
            bool isFirst = code.Contains(reference, StringComparison.Ordinal);
            string local = $"\"nuget: FerNet.Html, {feed.Version}\"";
            IReadOnlyList<(string Type, string Text)> shown = kernel.Run(
                isFirst ? $"#i \"nuget:{feed.Folder}\"\n{code.Replace(reference, local, StringComparison.Ordinal)}" : code);
            printed += string.Concat(shown.Where(output => output.Type == "text/plain").Select(output => output.Text));
            if (!isFirst && shown.SingleOrDefault(output => output.Type == Html).Text is { } html) drawings[code.Split('\n')[^1]] = html;
        }
        Assert.Equal(
            ["before", "mine.History", "evaluation.Metrics", "prediction", "prediction.WithFace(unseen)",
                "chosen.Select(face => predictor.PredictPatch(test.Pixels(face)).WithFace(test.Pixels(face)))"],
            drawings.Keys);
        Assert.All(drawings.Values, html => Assert.StartsWith("<div class=\"fernet\">", html, StringComparison.Ordinal));
        Assert.Equal([0, 0, 0, 0, 1, 14], drawings.Values.Select(html => html.Split("<img ").Length - 1));
        Assert.Equal([1, 4, 1, 0, 0, 0], drawings.Values.Select(html => html.Split("<svg ").Length - 1));
        Assert.Contains("168 faces were read.", printed, StringComparison.Ordinal);
        Assert.Contains("The second model is ", printed, StringComparison.Ordinal);
        Assert.Contains(", which is significant (p ", printed, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("mine.zip")));
    }

    [Fact]
    public void It_names_the_versions_of_this_repository_and_is_stored_without_outputs()
    {
        using Notebook notebook = new(NotebookPath);
        Assert.Equal($"#r \"nuget: FerNet.Html, {Repository.Version}\"\n#r \"nuget: libtorch-cpu-linux-x64, {NativeTorch.Version}\"",
            notebook.Code.First());
        Assert.Equal(0, notebook.Outputs);
    }
}
