using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>The rows of a <see cref="ModelView"/>.</summary>
/// <param name="cursor">ML.NET's own cursor.</param>
/// <param name="close">Called once, after the cursor and its threads have ended.</param>
internal sealed class ModelCursor(DataViewRowCursor cursor, Action close) : DataViewRowCursor
{
    private bool isClosed;

    public override long Position => cursor.Position;

    public override long Batch => cursor.Batch;

    public override DataViewSchema Schema => cursor.Schema;

    public override bool MoveNext() => cursor.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => cursor.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            cursor.Dispose();
            close();
        }
        base.Dispose(disposing);
    }
}
