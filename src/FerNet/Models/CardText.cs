using System.Text.RegularExpressions;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Formats a card as text: one line for each known fact.</summary>
internal static partial class CardText
{
    /// <summary>The maximum length of a note; a card may come from an untrusted file.</summary>
    private const int LongestNote = 4000;

    public static IEnumerable<string> Lines(ModelCard card)
    {
        yield return Invariant($"{UntrustedText.Quote(card.Name)}: {card.Parameters:N0} parameters, {card.MultiplyAdds:N0} ") +
            Invariant($"multiply-adds, FerNet {UntrustedText.Quote(card.FerNetVersion)}");
        if (card.Data.Length > 0) yield return $"data: {UntrustedText.QuoteNote(card.Data, LongestNote)}";
        if (card.Epochs > 0)
        {
            string time = card.TrainingTime > TimeSpan.Zero ? $" in {EpochMetrics.Text(card.TrainingTime)}" : "";
            string best = card.BestEpoch > 0 ? $", best epoch {card.BestEpoch}" : "", accuracy = card.ValidationAccuracy is { } share
                ? Invariant($", validation accuracy {share:P2}") : "";
            string epochs = card.IsUnfinished ? $"{card.Epochs} of {card.PlannedEpochs} epochs (unfinished)"
                : card.Epochs == 1 ? "1 epoch" : $"{card.Epochs} epochs";
            yield return $"trained: {epochs}{time}, seed {card.Seed}{best}{accuracy}";
        }
        if (card.ParentDigest.Length > 0) yield return $"started from: the model with the digest {UntrustedText.Quote(card.ParentDigest)}";
        foreach (string warning in card.Warnings) yield return $"warning: {UntrustedText.QuoteNote(warning, LongestNote)}";
        if (card.Metrics.Count > 0) yield return $"figures: {string.Join(", ", card.Metrics.Select(Figure))}";
        if (card.StartMetrics.Count > 0 && card.Metrics.Count > 0) yield return $"before and after: {Change(card)}";
        if (card.Recipe.Length > 0)
            yield return $"recipe: {UntrustedText.QuoteNote(card.Recipe, LongestNote)}{(card.Epochs == 0 ? $"; seed {card.Seed}" : "")}";
        if (card.IntendedUse.Length > 0) yield return $"use: {UntrustedText.QuoteNote(card.IntendedUse, LongestNote)}";
        if (card.LicenseNotice.Length > 0) yield return $"license: {UntrustedText.QuoteNote(card.LicenseNotice, LongestNote)}";
    }

    /// <summary>"accuracy 0.62 and 0.816, macro F1 0.442 and 0.585, ... on 96 validation faces".</summary>
    private static string Change(ModelCard card)
    {
        string[] compared = [CardMetrics.Accuracy, CardMetrics.MacroF1, CardMetrics.LogLoss, CardMetrics.CalibrationError];
        IEnumerable<string> changes = compared.Where(name => card.StartMetrics.ContainsKey(name) && card.Metrics.ContainsKey(name))
            .Select(name => Invariant($"{Figure(KeyValuePair.Create(name, card.StartMetrics[name]))} and {card.Metrics[name]:0.####}"));
        return Invariant($"{string.Join(", ", changes)} on {card.Metrics.GetValueOrDefault(CardMetrics.Faces):N0} validation faces");
    }

    /// <summary>"expected calibration error 0.026" of expectedCalibrationError; "macro F1" keeps its letter.</summary>
    private static string Figure(KeyValuePair<string, double> figure)
    {
        string words = NextWord().Replace(UntrustedText.Quote(figure.Key), match => " " + match.Value.ToLowerInvariant());
        return Invariant($"{words.Replace("F1", " F1", StringComparison.Ordinal)} {figure.Value:0.####}");
    }

    [GeneratedRegex("[A-Z](?=[a-z])")]
    private static partial Regex NextWord();
}
