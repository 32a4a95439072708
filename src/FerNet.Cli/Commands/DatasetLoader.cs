using FerNet.Cli.Progress;
using FerNet.Data;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>Loads a dataset and prints its load report.</summary>
internal static class DatasetLoader
{
    /// <param name="terminal">The terminal for the report.</param>
    /// <param name="path">The path of the dataset.</param>
    /// <param name="options">The options for reading it.</param>
    /// <param name="shares">New splits; null for those of the options.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static FerDataset Load(Terminal terminal, string path, FerDatasetOptions options, SplitShares? shares,
        CancellationToken cancellationToken)
    {
        FerDataset faces = Read(terminal, path, options, shares, cancellationToken);
        terminal.Say(faces.Counts.ToString());
        SayReport(terminal, faces);
        return faces;
    }

    /// <summary>Loads a dataset and shows the progress.</summary>
    public static FerDataset Read(Terminal terminal, string path, FerDatasetOptions options, SplitShares? shares,
        CancellationToken cancellationToken)
    {
        terminal.Say($"Reading {UntrustedText.Quote(path)} ...");
        FerDatasetOptions chosen = shares is null ? options : options with { Limit = null };
        FerDataset read = LoadingProgress.Follow(
            terminal, listener => FerDataset.Load(path, chosen with { Progress = listener }, cancellationToken));
        return shares is null ? read : shares.Deal(read, options.Seed, options.Limit);
    }

    /// <summary>Prints the load report: what was read and what was left out.</summary>
    public static void SayReport(Terminal terminal, FerDataset faces)
    {
        // The messages of the library contain names of its options, which are replaced by those of the command line.
        terminal.Say(ErrorText.WithOptions(faces.LoadReport.ToString()));
        if (!faces.HasVotes) return;
        string agreement = faces.FerPlusAgreement is double share
            ? $" Their first choice is the label of {DisplayText.Percent(share)} of the faces."
            : "";
        terminal.Say($"FER+'s votes lie beside the data and are used.{agreement}");
    }

    public static FerDataset Load(Terminal terminal, string path, FerDatasetOptions options,
        CancellationToken cancellationToken = default) => Load(terminal, path, options, shares: null, cancellationToken);

    /// <summary>The faces of one split, or all.</summary>
    /// <exception cref="InvalidDataException">The split is empty, or the faces have no labels.</exception>
    public static FerDataset SelectSplit(Terminal terminal, FerDataset faces, string word)
    {
        if (!faces.HasLabels)
            throw new InvalidDataException(
                $"{faces.Name} has no labels to compare with; evaluation needs a column 'emotion' or a folder for each emotion.");
        FerDataset part = word switch
        {
            "training" => faces.Training,
            "publictest" => faces.PublicTest,
            "privatetest" => faces.PrivateTest,
            _ => faces,
        };
        if (part.Count > 0)
        {
            string[] missing = [.. EmotionExtensions.All.Where(emotion => part.Counts[emotion] == 0).Select(emotion => emotion.Name())];
            if (missing.Length > 0)
                terminal.Say($"No evaluated face has the label {string.Join(" or ", missing)}: the figures say nothing about it.");
            return part;
        }
        string others = string.Concat(
            Enum.GetValues<DatasetSplit>().Where(split => faces.Counts[split] > 0)
                .Select(split => $"--split {split.ToString().ToLowerInvariant()} or "));
        throw new InvalidDataException($"{faces.Name} has no {word} faces; use {others}--split all.");
    }
}
