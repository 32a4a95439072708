using System.Text;
using FerNet.Cli.Plots;
using FerNet.Cli.Progress;
using FerNet.Evaluation;
using FerNet.Html;
using FerNet.Html.Charts;
using FerNet.Models;

namespace FerNet.Cli.Report;

/// <summary>An evaluation as a self-contained HTML page without external files and scripts, with a light and a dark theme.</summary>
internal sealed class ReportPage(ModelCard card, EmotionEvaluation evaluation, IReadOnlyList<LearningCurvePoint> curve)
{
    /// <summary>The evaluated data, such as "public test of fer2013.csv".</summary>
    public required string Subject { get; init; }

    /// <summary>Whether the page shows the faces of the worst mistakes.</summary>
    public bool ShowFaces { get; init; } = true;

    public string Write()
    {
        EmotionMetrics metrics = evaluation.Metrics;
        StringBuilder html =
            new("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" " +
                "content=\"width=device-width, initial-scale=1\">\n");
        html.Append(
            $"<meta name=\"color-scheme\" content=\"light dark\"><title>{Elements.Text($"{card.Name} on {Subject}")}</title>\n" +
            $"<style>\n{ReportStyle.Css}</style></head><body><main>\n");
        html.Append($"<h1>How well does <em>{Elements.Text(card.Name)}</em> recognize emotions?</h1>\n");
        html.Append($"<p class=\"subject\">{metrics.Count:N0} faces: {Elements.Text(Subject)}</p>\n{ReportTables.Tiles(metrics)}");
        html.Append($"<h2>Each emotion</h2>\n{Elements.Classes("emotion", metrics)}");
        html.Append(
            "<h2>Confusion matrix</h2>\n<p>Rows are the labels, columns the model's answers; the stronger a cell's color, the " +
            "more of its row's faces it holds.</p>\n");
        html.Append($"<figure class=\"confusion\">{ConfusionChart.Draw(metrics.ConfusionMatrix)}</figure>\n");
        html.Append(
            "<h2>Negative, neutral, positive</h2>\n<p>Angry, disgust, fear and sad are negative; happy and surprise are positive. ");
        html.Append(
            $"{DisplayText.Percent(metrics.Groups.Accuracy)} of the faces are put into the right one of these " +
            $"three.</p>\n{Elements.Classes("group", metrics.Groups)}");
        AppendCharts(html);
        AppendCurve(html);
        if (ShowFaces)
        {
            AppendMistakes(html);
            AppendFaces(html);
        }
        html.Append($"<h2>The model</h2>\n{ReportTables.Card(card)}</main></body></html>\n");
        return html.ToString();
    }

    private void AppendCharts(StringBuilder html)
    {
        html.Append(
            "<h2>Calibration</h2>\n<p>On the dashed line, confidence equals accuracy: 70 % of the answers with a confidence of 70 % are " +
            "correct.</p>\n");
        html.Append($"<figure>{ReportCharts.Reliability(evaluation.Metrics)}</figure>\n");
        html.Append(
            "<h2>Precision and recall</h2>\n<p>One emotion against all others, as its threshold falls. Average precision in " +
            "parentheses.</p>\n");
        html.Append(Elements.Legend(
            EmotionExtensions.All.Select(emotion => (emotion.Name(), $"{emotion.Name()} ({evaluation.AveragePrecision(emotion):0.00})"))));
        html.Append($"<figure>{ReportCharts.PrecisionRecall(evaluation)}</figure>\n");
    }

    private void AppendCurve(StringBuilder html)
    {
        if (curve.Count == 0) return;
        CurvePoint[] points = [.. curve.Select(epoch => new CurvePoint(
            epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy))];
        html.Append(
            "<h2>Learning curve</h2>\n<p>Accuracy and loss by epoch. The training loss includes " +
            $"regularization.</p>\n{LearningCurveChart.Draw(points)}");
    }

    private void AppendMistakes(StringBuilder html)
    {
        IReadOnlyList<EmotionMistake> mistakes = evaluation.Mistakes(MistakesSheet.Count);
        html.Append(
            $"<h2>The {mistakes.Count} mistakes with the highest confidence</h2>\n<p>In bold the model's answer, below it the label, and " +
            "the file or the row of the table. Some labels are wrong.</p>\n<div class=\"faces\">\n");
        foreach (EmotionMistake mistake in mistakes)
        {
            string data = Convert.ToBase64String(PixelImage.Png(evaluation.Faces.Pixels(mistake.FaceIndex)));
            html.Append(
                $"<div><img alt=\"a face labeled {mistake.Label.Name()}\" " +
                $"src=\"data:image/png;base64,{data}\"><b>{mistake.Predicted.Name()} {100 * mistake.Confidence:0} " +
                $"%</b><span>{mistake.Label.Name()}</span>" +
                $"<small>{Elements.Text(DisplayText.Origin(mistake.FileName, mistake.RowNumber))}</small></div>\n");
        }
        html.Append("</div>\n");
    }
    private void AppendFaces(StringBuilder html)
    {
        string data = Convert.ToBase64String(ContactSheet.Png(evaluation.Faces, rows: 1));
        html.Append($"<h2>Faces of each label</h2>\n<p>Drawn at random.</p>\n<img class=\"sheet\" alt=\"faces of each label\" ");
        html.Append($"src=\"data:image/png;base64,{data}\">\n");
    }
}
