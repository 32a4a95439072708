using FerNet.Models;
using FerNet.Networks.Onnx;
using Microsoft.ML;

namespace FerNet.Pipelines;

/// <summary>The pipelines of one model, one for each kind of column, created on first use. Thread-safe.</summary>
/// <param name="graph">The sealed graph.</param>
/// <param name="columns">The columns' names, and the kind that is written when the model is saved.</param>
/// <param name="settings">Settings of the sessions.</param>
internal sealed class ModelPipelines(byte[] graph, ModelColumns columns, SessionSettings settings) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<FaceColumnKind, Pipeline> made = [];
    private bool isDisposed;

    public ModelColumns Columns { get; } = columns;

    /// <summary>The pipeline that is written when the model is saved.</summary>
    public Pipeline Saved => Create(Columns.Kind);

    /// <summary>The pipeline that reads this data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or cannot hold faces, or another column has the name of a column
    /// that the model adds.</exception>
    public Pipeline For(DataViewSchema schema)
    {
        FaceColumnKind kind = FaceColumn.KindOf(FaceColumn.Find(schema, Columns.Image, "the image"));
        AddedColumns.RequireFree(schema.Select(column => column.Name), Columns);
        return Create(kind);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (Pipeline pipeline in made.Values) pipeline.Dispose();
            made.Clear();
        }
    }

    private Pipeline Create(FaceColumnKind kind)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(EmotionModel));
            // If creation fails, the next call tries again.
            if (!made.TryGetValue(kind, out Pipeline? pipeline)) made.Add(kind, pipeline = new Pipeline(graph, Columns, kind, settings));
            return pipeline;
        }
    }
}
