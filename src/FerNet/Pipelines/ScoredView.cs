using FerNet.Models;
using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>
/// The rows that a model scores while they are read: a bad row is named by its number, and reading stops once the model was disposed.
/// </summary>
/// <param name="scored">The rows as ML.NET's own links give them.</param>
/// <param name="columns">The model's columns.</param>
/// <param name="requireAlive">Throws where the model was disposed.</param>
internal sealed class ScoredView(IDataView scored, ModelColumns columns, Action requireAlive) : IDataView
{
    public bool CanShuffle => scored.CanShuffle;

    public DataViewSchema Schema => scored.Schema;

    public long? GetRowCount() => scored.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        requireAlive();
        return new ScoredCursor(scored.GetRowCursor(columnsNeeded, rand), this);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        requireAlive();
        return [.. scored.GetRowCursorSet(columnsNeeded, n, rand).Select(cursor => new ScoredCursor(cursor, this))];
    }

    public void RequireAlive() => requireAlive();

    /// <summary>The same failure with the number of the first bad row, from 0.</summary>
    public InvalidDataException Named(Exception error)
    {
        string what = BadImage(error)!.Message[FaceRows.ImageName.Length..];
        string where =
            FirstBadRow() is { } row ? FaceRows.NameOf(row, columns.Image) : $"A row, column {UntrustedText.Quote(columns.Image)}";
        return new InvalidDataException(where + what, error);
    }

    /// <summary>What a link of the pipeline said about a row's image; ML.NET wraps it.</summary>
    public static InvalidDataException? BadImage(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is InvalidDataException bad && bad.Message.StartsWith(FaceRows.ImageName, StringComparison.Ordinal)) return bad;
        }
        return null;
    }

    /// <summary>
    /// Reads all rows again, one after the other: ML.NET's cursors share the work, and the one that fails knows no number.
    /// </summary>
    private long? FirstBadRow()
    {
        DataViewSchema.Column score = scored.Schema[columns.Score];
        using DataViewRowCursor cursor = scored.GetRowCursorSet([score], 1)[0];
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> value = default;
        long row = 0;
        try
        {
            for (; cursor.MoveNext(); row++) getter(ref value);
        }
        catch (Exception error) when (BadImage(error) is not null)
        {
            return row;
        }
        return null;
    }
}
