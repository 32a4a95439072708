using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>What a dataset keeps of its loading; bounded in size.</summary>
/// <param name="BadRows">How many bad rows or images were left out.</param>
/// <param name="BadRowMessages">What was wrong with the first of them.</param>
/// <param name="Report">The whole report.</param>
/// <param name="HasSplits">Whether somebody said which split each face belongs to.</param>
internal sealed record LoadSummary(int BadRows, IReadOnlyList<string> BadRowMessages, DatasetLoadReport Report, bool HasSplits)
{
    /// <summary>The most warnings that are read from a file.</summary>
    public const int MostWarnings = 64;

    private const int LongestWarning = 4096;

    /// <summary>A warning or a message of a dataset that was saved, as it may be shown.</summary>
    public static string Quote(string text) => UntrustedText.QuoteNote(text, LongestWarning);

    /// <summary>The report about faces that no file was read for.</summary>
    public static LoadSummary InMemory(int faces, bool hasSplits) =>
        new(0, [], new DatasetLoadReport { FacesRead = faces }, hasSplits);

    /// <summary>The report about what was read.</summary>
    /// <param name="loaded">What was read.</param>
    /// <param name="kept">What is kept of it, with its splits.</param>
    /// <param name="hasVotes">Whether FER+'s votes are used.</param>
    /// <param name="options">How it was to be read.</param>
    public static LoadSummary Create(LoadedFaces loaded, FaceRecord[] kept, bool hasVotes, FerDatasetOptions options)
    {
        int beyond = loaded.Faces.Count - kept.Length;
        if (beyond > 0) loaded.LeftOut.Add(Invariant($"beyond the limit of {options.Limit:0} faces of each split"), beyond, []);
        List<string> warnings = [.. loaded.Warnings];
        if (options.FerPlusPath is not null && options.UseFerPlus && !hasVotes)
            warnings.Add($"{nameof(FerDatasetOptions.FerPlusPath)} is not used: votes belong to the rows of a table, and this is none.");
        if (!loaded.HasLabels)
            warnings.Add("Nothing names the emotions of these faces, so that they can be predicted, but not trained or evaluated on.");
        FaceCounts counts = new(kept);
        foreach (DatasetSplit split in Enum.GetValues<DatasetSplit>())
        {
            if (counts.MissingFrom(split) is { Count: > 0 } missing)
                warnings.Add($"No face of {split} has the label {string.Join(" or ", missing.Select(emotion => emotion.Name()))}.");
        }
        DatasetLoadReport report = new()
        {
            FacesRead = loaded.FacesRead,
            LeftOut = loaded.LeftOut.Groups,
            Classes = loaded.Classes,
            // A dataset that was saved and is loaded again has warned before.
            Warnings = Array.AsReadOnly(warnings.Distinct().ToArray()),
        };
        bool hasSplits = loaded.HasSplits || options.RandomSplit || options.ValidationSetFraction > 0;
        return new LoadSummary(loaded.Skipped.Count, loaded.Skipped.Messages, report, hasSplits);
    }
}
