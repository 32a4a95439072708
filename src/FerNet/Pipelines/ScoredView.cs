using FerNet.Models;
using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>
/// The rows that a model scores when they are read. Errors give the number of the bad row, and reading stops after the model was disposed.
/// </summary>
/// <param name="scored">The rows from ML.NET's transformers.</param>
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

    /// <summary>The exception with the number of the first bad row, from 0.</summary>
    public InvalidDataException Named(Exception error)
    {
        string what = BadImage(error)!.Message[FaceRows.ImageName.Length..];
        string where =
            FirstBadRow() is { } row ? FaceRows.NameOf(row, columns.Image) : $"A row, column {UntrustedText.Quote(columns.Image)}";
        return new InvalidDataException(where + what, error);
    }

    /// <summary>The exception of a transformer about a row's image, which ML.NET wraps.</summary>
    public static InvalidDataException? BadImage(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is InvalidDataException bad && bad.Message.StartsWith(FaceRows.ImageName, StringComparison.Ordinal)) return bad;
        }
        return null;
    }

    /// <summary>
    /// Finds the first bad row by reading all rows again in order, because ML.NET's parallel cursors do not give the row number.
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
