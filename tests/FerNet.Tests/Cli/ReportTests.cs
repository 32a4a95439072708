using System.Text.RegularExpressions;
using System.Xml.Linq;
using FerNet.Cli.Commands;
using FerNet.Cli.Progress;
using FerNet.Cli.Report;
using FerNet.Drawing;
using FerNet.Evaluation;
using FerNet.Models;
using FerNet.Tests.Evaluation;

namespace FerNet.Tests.Cli;

public partial class ReportTests
{
    private static readonly EmotionEvaluation Evaluation = Evaluate();

    private static readonly LearningCurvePoint[] Curve =
        [new(1, 1.5, 0.4, 1.4, 0.45, 0.01, 100, 3), new(2, 1.2, 0.5, null, null, 0.01, 100, 3)];

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        string page = Page(faces: true);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Sources().Matches(page).Select(match => match.Groups[1].Value), source =>
            Assert.StartsWith("data:image/png;base64,", source, StringComparison.Ordinal));
        Assert.Equal(Evaluation.Mistakes(49).Count + 1, Sources().Count(page));
        Assert.Single(Regex.Matches(page, "<img class=\"sheet\""));
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_elements_are_closed_and_its_figures_those_of_the_evaluation()
    {
        string page = Page(faces: true);
        string closed = OpenElements().Replace(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1$2/>");
        XElement html = XElement.Parse(closed);
        string[] counts = [.. html.Descendants("text").Where(text => text.Attribute("class")!.Value.Split(' ')[0] == "count")
            .Select(text => text.Value)];
        ConfusionMatrix matrix = Evaluation.Metrics.ConfusionMatrix;
        Assert.Equal(Enumerable.Range(0, 49).Select(cell => $"{matrix[cell / 7, cell % 7]:N0}"), counts);
        Assert.Contains($"<b>{100 * Evaluation.Metrics.Accuracy:0.0} %</b>", page, StringComparison.Ordinal);
        // Seven emotions, the diagonal line, and training and validation of accuracy and of loss.
        Assert.Equal(12, html.Descendants("figure").Descendants("polyline").Count());
    }

    [Fact]
    public void Faces_can_be_left_out_and_names_cannot_break_the_page()
    {
        string page = Page(faces: false);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;bold", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training", "the training split of faces.csv, which the model has seen")]
    [InlineData("publictest", "the public test of faces.csv, by which training chooses the epoch to keep")]
    [InlineData("all", "all of faces.csv, with any that the model was trained on")]
    [InlineData("privatetest", "the private test of faces.csv")]
    public void The_page_says_when_training_had_to_do_with_its_faces(string split, string subject) =>
        Assert.Equal(subject, ReportCommand.Subject(split, "faces.csv"));

    private static string Page(bool faces) =>
        new ReportPage(new ModelCard { Name = "small <b>bold", Parameters = 7 }, Evaluation,
            Curve)
        { Subject = "drawn & quartered", ShowFaces = faces }.Write();

    private static EmotionEvaluation Evaluate()
    {
        FerDataset faces = DrawnFaces.Dataset(10, seed: 4);
        return EmotionEvaluation.Evaluate(faces, Answers.Random(4, faces.Count).Probabilities);
    }

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<(meta|img)([^>]*)>")]
    private static partial Regex OpenElements();
}
