using System.Globalization;
using System.Text;

namespace FerNet.Data.Quality;

/// <summary>
/// Possible faults of a dataset: duplicates, and images that a network learns little from. Faces are given by index;
/// <see cref="FerDataset.FileName"/> and <see cref="FerDataset.RowNumber"/> give their source. Immutable; thread-safe.
/// </summary>
public sealed record DatasetQuality
{
    /// <summary>The number of faces of each emotion in each split.</summary>
    public required FaceCounts Counts { get; init; }

    /// <summary>The sizes of the images that the faces were read from; <see langword="null"/> for tables and faces in memory.</summary>
    public ImageSizes? ImageSizes { get; init; }

    /// <summary>Faces whose pixels are all equal, the largest group first.</summary>
    public IReadOnlyList<DuplicateGroup> Duplicates { get; init; } = [];

    /// <summary>
    /// Faces that are nearly equal, such as the same photograph with other compression or brightness, or shifted by less than a pixel; the
    /// largest group first. Groups of only equal faces are in <see cref="Duplicates"/> only.
    /// </summary>
    public IReadOnlyList<DuplicateGroup> NearDuplicates { get; init; } = [];

    /// <summary>Faces below <see cref="DatasetQualityOptions.MinSharpness"/>, the most blurred first.</summary>
    public IReadOnlyList<int> Blurred { get; init; } = [];

    /// <summary>Faces below <see cref="DatasetQualityOptions.MinBrightness"/>, the darkest first.</summary>
    public IReadOnlyList<int> Dark { get; init; } = [];

    /// <summary>Faces below <see cref="DatasetQualityOptions.MinContrast"/>, such as blank images, the lowest contrast first.</summary>
    public IReadOnlyList<int> LowContrast { get; init; } = [];

    /// <summary>Faces that are the centered square of an image in which no face was found, in order of the index.</summary>
    public IReadOnlyList<int> WithoutFace { get; init; } = [];

    /// <summary>Checks all faces of a dataset.</summary>
    /// <param name="faces">The faces, with or without labels.</param>
    /// <param name="options">The limits; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public static DatasetQuality Inspect(
        FerDataset faces, DatasetQualityOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        options ??= new DatasetQualityOptions();
        PatchStatistics[] statistics = [.. Enumerable.Range(0, faces.Count).Select(face => PatchStatistics.Compute(faces.Pixels(face)))];
        int[][] equal = DuplicateSearch.Equal(faces);
        int[][] near = DuplicateSearch.Near(faces, equal, statistics, options.NearDuplicateCorrelation, cancellationToken);
        return new DatasetQuality
        {
            Counts = faces.Counts,
            ImageSizes = ImageSizes.Create(Enumerable.Range(0, faces.Count).Select(faces.Origin).OfType<ImageOrigin>()),
            Duplicates = Groups(faces, equal.Where(group => group.Length > 1)),
            NearDuplicates = Groups(faces, near),
            // Sharpness is meaningless for a face of low contrast.
            Blurred = Below(statistics, one => one.Contrast < options.MinContrast ? double.MaxValue : one.Sharpness, options.MinSharpness),
            Dark = Below(statistics, one => one.Mean, options.MinBrightness),
            LowContrast = Below(statistics, one => one.Contrast, options.MinContrast),
            WithoutFace =
                Array.AsReadOnly(Enumerable.Range(0, faces.Count).Where(face => faces.Origin(face)?.FaceFound == false).ToArray()),
        };
    }

    /// <summary>Several lines of text: the counts, and the number of faces with each fault.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Counts.ToString());
        if (ImageSizes is not null) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Images: {ImageSizes}.");
        text.AppendLine().Append(CultureInfo.InvariantCulture, $"Duplicates: {Describe(Duplicates)}.");
        text.AppendLine().Append(CultureInfo.InvariantCulture, $"Near duplicates: {Describe(NearDuplicates)}.");
        text.AppendLine().Append(CultureInfo.InvariantCulture, $"Blurred: {Blurred.Count:N0}. Dark: {Dark.Count:N0}. ");
        text.Append(CultureInfo.InvariantCulture, $"Low contrast: {LowContrast.Count:N0}. No face found: {WithoutFace.Count:N0}.");
        return text.ToString();
    }

    private static string Describe(IReadOnlyList<DuplicateGroup> groups) => groups.Count == 0 ? "none" :
        Invariant($"{groups.Count:N0} {(groups.Count == 1 ? "group" : "groups")}, ") +
        Invariant($"{groups.Sum(group => group.FaceIndices.Count):N0} faces; ") +
        Invariant($"{groups.Count(group => group.CrossesSplits):N0} across splits, ") +
        Invariant($"{groups.Count(group => group.LabelsDiffer):N0} with different labels");

    private static System.Collections.ObjectModel.ReadOnlyCollection<DuplicateGroup> Groups(FerDataset faces, IEnumerable<int[]> groups) =>
        Array.AsReadOnly(groups.OrderByDescending(group => group.Length).ThenBy(group => group[0])
            .Select(group => DuplicateGroup.Create(faces, group)).ToArray());

    private static System.Collections.ObjectModel.ReadOnlyCollection<int> Below(
        PatchStatistics[] statistics, Func<PatchStatistics, double> figure, double least) =>
        Array.AsReadOnly(Enumerable.Range(0, statistics.Length).Where(face => figure(statistics[face]) < least)
            .OrderBy(face => figure(statistics[face])).ThenBy(face => face).ToArray());
}
