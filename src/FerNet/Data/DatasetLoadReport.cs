using System.Globalization;
using System.Text;

namespace FerNet.Data;

/// <summary>
/// What <see cref="FerDataset.Load"/> read, what it left out and why. The size is bounded: at most 32 reasons with ten examples each, and
/// 64 classes. Immutable; thread-safe.
/// </summary>
public sealed record DatasetLoadReport
{
    /// <summary>The number of faces that were read, before <see cref="FerDatasetOptions.Limit"/>.</summary>
    public required int FacesRead { get; init; }

    /// <summary>
    /// What was left out, by reason: bad rows and images (<see cref="FerDatasetOptions.SkipBadRows"/>), files that are not images,
    /// classes that <see cref="FerDatasetOptions.ClassNames"/> leaves out, and faces beyond <see cref="FerDatasetOptions.Limit"/>.
    /// </summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; init; } = [];

    /// <summary>The number of files, rows and faces that were left out, for all reasons.</summary>
    public int LeftOutCount => (int)Math.Min(int.MaxValue, LeftOut.Sum(group => (long)group.Count));

    /// <summary>The names of folders and the emotions that they were read as; empty for a table.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; init; } = [];

    /// <summary>Warnings about the faces, such as an emotion without faces in a split.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Several lines of text: faces, classes, what was left out, warnings.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{FacesRead:N0} faces were read.");
        if (Classes.Count > 0) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Folders: {string.Join(", ", Classes)}.");
        if (LeftOut.Count > 0) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Left out: {LeftOutCount:N0}.");
        foreach (LeftOutGroup group in LeftOut) text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {group}");
        foreach (string warning in Warnings) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Warning: {warning}");
        return text.ToString();
    }
}
