using FerNet.Data.Images;
using FerNet.Utilities;

namespace FerNet.Data.Tables;

/// <summary>
/// Opens a dataset that is one file: a table, uncompressed or in gzip, zip or tar files, which may be nested; or an archive of images. The
/// format is detected from the content, not from the extension. Everything is read as a stream: nothing is written to disk, and sizes that
/// an archive states are not trusted.
/// </summary>
internal static class TableFile
{
    // Kaggle's archive of the contest is a tar in a gzip in a zip.
    private const int MostLayers = 3;

    // Tables up to this priority are FER2013's by name; any other may be a list of the images beside it.
    private const int CertainPriority = 2;

    /// <summary>Opens the table in a file, or lists its images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">The mapping of folder names in an archive; null for the names of emotions only.</param>
    /// <exception cref="InvalidDataException">A damaged archive, or one with neither a table nor images.</exception>
    public static TableOrImages OpenTable(string path, ClassNames? classes = null) =>
        OpenTable(
            () => RegularFile.OpenRead(path, bufferSize: 0), UntrustedText.Quote(Path.GetFileName(path)), 0, classes ?? ClassNames.Default);

    // Each layer reopens the outer layers, because most of these streams are forward-only.
    private static TableOrImages OpenTable(Func<Stream> open, string name, int layers, ClassNames classes)
    {
        ArchiveFormat kind = ArchiveFormatDetector.Detect(open);
        if (kind == ArchiveFormat.None) return new TableOrImages(new TableSource(open(), name), null);
        if (layers == MostLayers) throw new InvalidDataException($"{name}: packed more than {MostLayers} times over; unpack it first.");
        if (kind == ArchiveFormat.Gzip) return OpenTable(() => ArchiveReader.OpenGzip(open, name), name, layers + 1, classes);
        IReadOnlyList<ArchiveFile> entries = ArchiveReader.Entries(kind, open, name);
        ArchiveFile? table = entries.Where(entry => !entry.IsLink && TableNames.PriorityOf(entry.Name) is not null)
            .MinBy(entry => TableNames.PriorityOf(entry.Name));
        ArchiveImages images = new(kind, open, name, entries);
        if (table is not null
            && (TableNames.PriorityOf(table.Name) <= CertainPriority
                || !images.Paths.Any(path => LabeledImagePath.FromPath(path, classes).HasClass)))
            return OpenTable(
                () => ArchiveReader.OpenEntry(kind, open, name, table), UntrustedText.Quote($"{name}/{table.Name}"), layers + 1, classes);
        if (images.Paths.Count > 0) return new TableOrImages(null, images);
        string others = images.LeftOut.Count > 0 ? $" It holds: {string.Join("; ", images.LeftOut.Groups.Take(5))}." : "";
        throw new InvalidDataException(
            $"{name}: no table of faces in this archive; fer2013.csv, icml_face_data.csv, train.csv or another .csv must be in it, "
            + $"or folders of images as train/happy/1.jpg.{others}");
    }
}

/// <summary>The content of a file: either a table or images. It disposes the table.</summary>
/// <param name="Table">The open table.</param>
/// <param name="Images">The list of images, which need no disposal.</param>
internal sealed record TableOrImages(TableSource? Table, ArchiveImages? Images) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Table?.Dispose();
}

/// <summary>An open table: its decompressed text, which is read once from the start, and its name in errors.</summary>
/// <param name="Stream">The text.</param>
/// <param name="Name">The file's name; within an archive "archive/folder/file".</param>
internal sealed record TableSource(Stream Stream, string Name) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
