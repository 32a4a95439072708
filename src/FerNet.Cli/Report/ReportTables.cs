using FerNet.Evaluation;
using FerNet.Html;
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
            $"<div><span>{Elements.Text(tile.Name)}</span><b>{tile.Value}</b><small>{Elements.Text(tile.Meaning)}</small></div>\n");
        return $"<div class=\"tiles\">{string.Concat(cells)}</div>\n";
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
        return $"<dl>{string.Concat(rows.Select(row => $"<dt>{row.Name}</dt><dd>{Elements.Text(row.Value)}</dd>\n"))}</dl>\n";
    }
}
