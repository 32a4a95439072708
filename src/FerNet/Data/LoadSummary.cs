using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>The summary of a load that a dataset keeps; bounded in size.</summary>
/// <param name="BadRows">The number of bad rows or images that were left out.</param>
/// <param name="BadRowMessages">The messages of the first bad rows.</param>
/// <param name="Report">The load report.</param>
/// <param name="HasSplits">Whether faces were assigned to splits.</param>
internal sealed record LoadSummary(int BadRows, IReadOnlyList<string> BadRowMessages, DatasetLoadReport Report, bool HasSplits)
{
    /// <summary>The maximum number of warnings that are read from a file.</summary>
    public const int MostWarnings = 64;

    private const int LongestWarning = 4096;

    /// <summary>Cleans a warning or message of a saved dataset for display.</summary>
    public static string Quote(string text) => UntrustedText.QuoteNote(text, LongestWarning);

    /// <summary>The summary for faces in memory.</summary>
    public static LoadSummary InMemory(int faces, bool hasSplits) =>
        new(0, [], new DatasetLoadReport { FacesRead = faces }, hasSplits);

    /// <summary>The summary of a load.</summary>
    /// <param name="loaded">The faces that were read.</param>
    /// <param name="kept">The faces that are kept, with their splits.</param>
    /// <param name="hasVotes">Whether FER+'s votes are used.</param>
    /// <param name="options">The options of the load.</param>
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
            // A saved dataset already contains warnings of its first load.
            Warnings = Array.AsReadOnly(warnings.Distinct().ToArray()),
        };
        bool hasSplits = loaded.HasSplits || options.RandomSplit || options.ValidationSetFraction > 0;
        return new LoadSummary(loaded.Skipped.Count, loaded.Skipped.Messages, report, hasSplits);
    }
}
