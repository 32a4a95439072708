using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>One row with a model's columns, as a PredictionEngine reads it.</summary>
internal sealed class ModelRow(DataViewRow row, ResourceLifetime model) : DataViewRow
{
    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    /// <summary>Keeps the model alive while a value is read, because reading runs the network.</summary>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        return (ref TValue value) =>
        {
            using ResourceLifetime.Call use = model.Enter();
            using ProcessExit.Call call = ProcessExit.Enter();
            getter(ref value);
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) row.Dispose();
        base.Dispose(disposing);
    }
}
