using FerNet.Utilities;
using Microsoft.ML;

namespace FerNet.Pipelines;

/// <summary>
/// A view with a model's columns, which are computed when they are read. An open cursor counts as a call in flight; none can be opened
/// after the model was disposed.
/// </summary>
/// <remarks>
/// ML.NET may compute rows of a cursor on its own threads, ahead of the reader, so the model must stay alive until the cursor is closed.
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
