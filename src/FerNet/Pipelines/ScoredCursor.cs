using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>One pass over a <see cref="ScoredView"/>.</summary>
internal sealed class ScoredCursor(DataViewRowCursor inner, ScoredView view) : DataViewRowCursor
{
    public override DataViewSchema Schema => inner.Schema;

    public override long Position => inner.Position;

    public override long Batch => inner.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

    public override bool MoveNext()
    {
        view.RequireAlive();
        try
        {
            return inner.MoveNext();
        }
        catch (Exception error) when (ScoredView.BadImage(error) is not null)
        {
            throw view.Named(error);
        }
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = inner.GetGetter<TValue>(column);
        return (ref TValue value) =>
        {
            view.RequireAlive();
            try
            {
                getter(ref value);
            }
            catch (Exception error) when (ScoredView.BadImage(error) is not null)
            {
                throw view.Named(error);
            }
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
