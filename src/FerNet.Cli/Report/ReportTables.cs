using System.Net;
using System.Text;
using FerNet.Evaluation;
using FerNet.Models;

namespace FerNet.Cli.Report;

/// <summary>The report's tables.</summary>
internal static class ReportTables
{
    public static string Tiles(EmotionMetrics metrics)
    {
        (string Name, string Value, string Meaning)[] tiles =
        [
            ("Accuracy", DisplayText.Percent(metrics.Accuracy), "faces recognized"),
            ("Among the two most probable", DisplayText.Percent(metrics.Top2Accuracy), "the label is the first or second answer"),
            ("Macro F1", $"{metrics.MacroF1:0.000}", "every emotion counts alike; 1 is best"),
            ("Calibration error", $"{metrics.ExpectedCalibrationError:0.000}", "how far confidence and truth differ; 0 is best"),
            ("Log loss", $"{metrics.LogLoss:0.000}", $"nats; a guess at random has {Math.Log(EmotionExtensions.Count):0.000}"),
            ("Cohen's kappa", $"{metrics.CohenKappa:0.000}", "agreement beyond chance; 1 is best"),
        ];
        IEnumerable<string> cells = tiles.Select(tile =>
            $"<div><span>{Text(tile.Name)}</span><b>{tile.Value}</b><small>{Text(tile.Meaning)}</small></div>\n");
        return $"<div class=\"tiles\">{string.Concat(cells)}</div>\n";
    }

    public static string Classes(string title, ClassificationMetrics metrics)
    {
        StringBuilder html =
            new($"<div class=\"wide\"><table><thead><tr><th>{Text(title)}</th><th>precision</th><th>recall</th><th>F1</th><th>faces</th>" +
                "</tr></thead><tbody>\n");
        foreach (ClassMetrics one in metrics.PerClass)
            html.Append($"<tr><th>{one.Name}</th>{Meter(one.Precision)}{Meter(one.Recall)}{Meter(one.F1)}<td>{one.Support:N0}</td></tr>\n");
        html.Append(
            $"<tr class=\"sum\"><th>mean</th>{Meter(metrics.MacroPrecision)}{Meter(metrics.MacroRecall)}{Meter(metrics.MacroF1)}" +
            $"<td>{metrics.Count:N0}</td></tr>\n");
        return html.Append("</tbody></table></div>\n").ToString();
    }

    public static string Confusion(ConfusionMatrix matrix)
    {
        StringBuilder html =
            new("<div class=\"wide\"><table class=\"confusion\"><thead><tr><th>true \\ " +
                $"predicted</th>{string.Concat(matrix.Names.Select(name => $"<th>{name}</th>"))}</tr></thead><tbody>\n");
        for (int label = 0; label < matrix.Size; label++)
        {
            html.Append($"<tr><th>{matrix.Names[label]}</th>");
            for (int predicted = 0; predicted < matrix.Size; predicted++)
            {
                double share = matrix.RowShare(label, predicted);
                string strong = share > 0.5 ? " class=\"strong\"" : "";
                html.Append(
                    $"<td{strong} style=\"--share:{100 * share:0}%\">{matrix[label, predicted]:N0}<small>{100 * share:0.0} %</small></td>");
            }
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    public static string Card(ModelCard card)
    {
        (string Name, string Value)[] rows =
        [
            ("network", $"{card.Name}: {card.Parameters:N0} parameters, {card.MultiplyAdds:N0} multiply-adds a face"),
            ("trained on", card.Data),
            ("training", $"{card.Epochs} {(card.IsUnfinished ? $"of {card.PlannedEpochs} " : "")}epochs" +
                (card.TrainingTime > TimeSpan.Zero ? $" in {DisplayText.Duration(card.TrainingTime)}" : "") + $", seed {card.Seed}" +
                (card.BestEpoch > 0 ? $", best epoch {card.BestEpoch}" : "")
                + (card.Created is { } created ? $", {created.UtcDateTime:yyyy-MM-dd}" : "") + $", FerNet {card.FerNetVersion}"),
            ("recipe", card.Recipe),
            ("use", card.IntendedUse),
            ("license", card.LicenseNotice),
        ];
        return $"<dl>{string.Concat(rows.Select(row => $"<dt>{row.Name}</dt><dd>{Text(row.Value)}</dd>\n"))}</dl>\n";
    }

    public static string Legend(IEnumerable<(string Style, string Words)> entries) => "<p class=\"legend\">" + string.Concat(
        entries.Select(entry =>
            $"<span><svg viewBox=\"0 0 34 10\"><polyline class=\"line {entry.Style}\" points=\"1,5 33,5\"/></svg> " +
            $"{Text(entry.Words)}</span>\n")) + "</p>\n";

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Meter(double share) =>
        $"<td><div class=\"meter\"><i style=\"width:{100 * share:0.#}%\"></i></div><span>{share:0.000}</span></td>";
}
