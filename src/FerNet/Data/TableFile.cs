using FerNet.Checks;

namespace FerNet.Data;

/// <summary>
/// Opens a table wherever it is packed: plain, gzip, zip, tar, or one in the other. The content decides, not the file's ending.
/// Everything is read as a stream: nothing is written to disk, and no size that an archive claims is believed.
/// </summary>
internal static class TableFile
{
    // Kaggle's archive of the contest is a zip that holds a gzip that holds a tar.
    private const int MostLayers = 3;

    /// <summary>Opens the table in a file.</summary>
    /// <exception cref="InvalidDataException">A damaged archive, or one without a table.</exception>
    public static TableSource Open(string path) =>
        Open(() => PlainFile.OpenRead(path, bufferSize: 0), ForeignText.Quote(Path.GetFileName(path)), 0);

    // Each layer opens anew what lies outside it, since most of these streams go forward only.
    private static TableSource Open(Func<Stream> open, string name, int layers)
    {
        PackingKind kind = PackingKinds.Of(open);
        if (kind == PackingKind.None) return new TableSource(open(), name);
        if (layers == MostLayers) throw new InvalidDataException($"{name}: packed more than {MostLayers} times over; unpack it first.");
        if (kind == PackingKind.Gzip) return Open(() => Packing.OpenGzip(open, name), name, layers + 1);
        string entry = Packing.Entries(kind, open, name).Where(entry => TableNames.Rank(entry) is not null).MinBy(TableNames.Rank)
            ?? throw new InvalidDataException(
                $"{name}: no table of faces in this archive; fer2013.csv, icml_face_data.csv, train.csv or another .csv must be in it.");
        return Open(() => Packing.OpenEntry(kind, open, name, entry), ForeignText.Quote($"{name}/{entry}"), layers + 1);
    }
}
