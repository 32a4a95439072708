using FerNet.Utilities;
using Microsoft.ML;

namespace FerNet.Pipelines;

/// <summary>
/// A view with a model's columns, which are computed when they are read. An open cursor is a call in flight; none is opened once the model
/// was disposed.
/// </summary>
/// <remarks>
/// ML.NET may compute the rows of one cursor on threads of its own, ahead of the reader, so that it is the cursor as a whole which keeps
/// the model alive.
/// </remarks>
/// <param name="view">ML.NET's own view.</param>
/// <param name="model">The lifetime of the model.</param>
internal sealed class ModelView(IDataView view, ResourceLifetime model) : IDataView
{
    public bool CanShuffle => view.CanShuffle;

    public DataViewSchema Schema => view.Schema;

    public long? GetRowCount() => view.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        OpenCursors(() => [view.GetRowCursor(columnsNeeded, rand)])[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        OpenCursors(() => view.GetRowCursorSet(columnsNeeded, n, rand));

    private DataViewRowCursor[] OpenCursors(Func<DataViewRowCursor[]> open)
    {
        ResourceLifetime.Call call = model.Enter();
        try
        {
            DataViewRowCursor[] cursors = open();
            int openCursorCount = cursors.Length;
            return [.. cursors.Select(cursor => new ModelCursor(cursor, Close))];

            void Close()
            {
                if (Interlocked.Decrement(ref openCursorCount) == 0) call.Dispose();
            }
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }
}
