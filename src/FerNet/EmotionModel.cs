using System.Diagnostics.CodeAnalysis;
using FerNet.Evaluation;
using FerNet.Models;
using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Pipelines;
using FerNet.Training;
using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet;

/// <summary>
/// A trained network that recognizes emotions. It scores faces, can be evaluated, is saved as one zip, and is an ML.NET transformer.
/// </summary>
/// <remarks>
/// <para>As a transformer it adds these columns; <see cref="EmotionTrainerOptions"/> sets other names:</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Content</description></listheader>
/// <item><term>Image (input)</term><description>Vector of bytes: an encoded image, as <c>LoadRawImageBytes</c> returns it; its largest face
/// is found as by <see cref="EmotionPredictor"/>, and the largest centered square is used where no face is found. Or 2,304 gray levels, 0
/// to 255: a vector of bytes or of singles</description></item>
/// <item><term>Score</term><description>Vector of 7 <see cref="float"/>: probabilities in label order, with the emotions as slot
/// names</description></item>
/// <item><term>PredictedLabel</term><description>Key of 7: the most probable emotion, with the names as key values</description></item>
/// <item><term>Emotion</term><description>Text: the name of the most probable emotion</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Characteristic</term><description></description></listheader>
/// <item><term>Machine-learning task</term><description>Multiclass classification, 7 classes</description></item>
/// <item><term>Normalization needed?</term><description>No: the graph standardizes gray levels itself</description></item>
/// <item><term>Exportable to ONNX?</term><description>Yes, see <see cref="ExportOnnx(string)"/></description></item>
/// </list>
/// <para>Thread-safe. The caller that trained or loaded the model disposes it.</para>
/// </remarks>
public sealed partial class EmotionModel : ITransformer, IDisposable
{
    private readonly byte[] graph;
    private readonly Scorer scorer;
    private readonly ModelPipelines pipelines;
    private readonly ResourceLifetime lifetime;

    private EmotionModel(byte[] graph, string name, GraphLimits limits, ModelColumns? columns, SessionSettings settings)
    {
        Card = ModelFacts.Read(graph, name);
        this.graph = graph;
        if (!ModelFacts.HasOutput(graph, OnnxExport.Scores))
            throw new InvalidDataException(
                $"{name} is a network of FerNet's, but none that recognizes emotions: it is '{UntrustedText.Quote(Card.Name)}'. Open a " +
                $"detector of faces with {nameof(FaceDetector)}.{nameof(FaceDetector.Load)}.");
        scorer = new Scorer(graph, name, limits, settings);
        pipelines = new ModelPipelines(graph, columns ?? ModelFacts.Columns(graph), settings);
        lifetime = new ResourceLifetime(nameof(EmotionModel), Release, DisposedMessage);
    }

    /// <summary>The facts about the model: data, recipe, figures, intended use and license.</summary>
    public ModelCard Card { get; }

    /// <summary>The metrics of each training epoch, see <see cref="ModelCard.History"/>; empty where unknown.</summary>
    public IReadOnlyList<EpochMetrics> History => Card.History;

    bool ITransformer.IsRowToRowMapper => true;

    private const string DisposedMessage =
        $"This {nameof(EmotionModel)} was disposed, so it cannot be used any more; load it again, or dispose it later. A " +
        "PredictionEngine of ML.NET disposes the model that it was made from, unless PredictionEngineOptions.OwnsTransformer is false.";

    /// <summary>Saves a plain ML.NET zip; an existing file is replaced once the new one is complete.</summary>
    /// <param name="path">Path of the zip; its folder is created if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    [RequiresUnreferencedCode(ReflectionMessages.MachineLearningNet)]
    [RequiresDynamicCode(ReflectionMessages.MachineLearningNet)]
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves a plain ML.NET zip to a stream, which stays open. A model always gives the same bytes.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <exception cref="IOException">The temporary folder, from which ML.NET reads the network, cannot be written to.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    [RequiresUnreferencedCode(ReflectionMessages.MachineLearningNet)]
    [RequiresDynamicCode(ReflectionMessages.MachineLearningNet)]
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using ResourceLifetime.Call call = lifetime.Enter();
        Pipeline pipeline = pipelines.Saved;
        using MemoryStream zip = new();
        pipeline.Context.Model.Save(pipeline.Transformer, pipeline.InputSchema, zip);
        ZipTime.Reset(zip);
        zip.WriteTo(stream);
    }

    /// <summary>
    /// Writes the ONNX graph: input <c>Face</c> [N, 1, 48, 48] gray levels 0 to 255, outputs <c>Score</c> and <c>Logits</c> [N, 7].
    /// </summary>
    /// <param name="path">The .onnx file; its folder is created if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ExportOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, stream => stream.Write(graph));
    }

    /// <summary>
    /// Writes the ONNX graph with options: input <c>Face</c> [N, 1, 48, 48] gray levels 0 to 255, outputs <c>Score</c> and <c>Logits</c>
    /// [N, 7].
    /// </summary>
    /// <param name="path">The .onnx file; its folder is created if it is missing.</param>
    /// <param name="options">The form of the graph.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ExportOnnx(string path, OnnxExportOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        byte[] written = options.Plain ? ModelFacts.Plain(graph) : graph;
        AtomicFile.Write(path, stream => stream.Write(written));
    }

    /// <summary>
    /// Computes the probabilities of the seven emotions for each face of a dataset: [N * 7], face by face, in label order.
    /// </summary>
    /// <param name="faces">The faces.</param>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public float[] Score(FerDataset faces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return Run(faces, OnnxExport.Scores, cancellationToken);
    }

    /// <summary>
    /// Scores faces and compares the answers with their labels;
    /// <see cref="EmotionEvaluation.Evaluate(EmotionModel, FerDataset, CancellationToken)"/> also keeps the answers.
    /// </summary>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    /// <exception cref="ArgumentException">There are no faces.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public EmotionMetrics Evaluate(FerDataset faces, CancellationToken cancellationToken = default) =>
        EmotionEvaluation.Evaluate(this, faces, cancellationToken).Metrics;

    /// <summary>Adds the model's columns to the rows of a data view. Rows are scored when they are read.</summary>
    /// <param name="input">Rows with a column of encoded images (a vector of bytes) or of 2,304 gray levels (bytes or singles).</param>
    /// <returns>The rows with the added columns; they can be read until the model is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, of a wrong type, or another column has the name of a column
    /// that the model adds.</exception>
    /// <exception cref="IOException">The temporary folder, from which ML.NET reads the network, cannot be written to.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using ResourceLifetime.Call call = lifetime.Enter();
        IDataView scored = pipelines.For(input.Schema).Transformer.Transform(input);
        return new ScoredView(new ModelView(scored, lifetime), pipelines.Columns, () => lifetime.Enter().Dispose());
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        using ResourceLifetime.Call call = lifetime.Enter();
        return pipelines.For(inputSchema).Transformer.GetOutputSchema(inputSchema);
    }

    /// <summary>
    /// Disposes the model: later calls throw <see cref="ObjectDisposedException"/>. Does not wait: calls in flight complete, and the last
    /// one releases the sessions and their files. A second call does nothing.
    /// </summary>
    public void Dispose() => lifetime.Dispose();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        using ResourceLifetime.Call call = lifetime.Enter();
        return new ModelMapper(((ITransformer)pipelines.For(inputSchema).Transformer).GetRowToRowMapper(inputSchema), lifetime);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        using ResourceLifetime.Call call = lifetime.Enter();
        ((ICanSaveModel)pipelines.Saved.Transformer).Save(ctx);
    }

    /// <summary>The ONNX graph.</summary>
    internal byte[] Graph => graph;

    /// <summary>The name on the card. Training that starts from this model reads it and the properties below.</summary>
    internal string Name => Card.Name;

    internal long Parameters => Card.Parameters;

    internal double Temperature => Card.Temperature;

    internal Normalization Normalization => new(Card.Mean, Card.StandardDeviation);

    /// <summary>Probabilities [N * 7] of patches [N * 2,304].</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    internal float[] Score(ReadOnlySpan<byte> patches)
    {
        using ResourceLifetime.Call call = lifetime.Enter();
        return scorer.Run(patches);
    }

    /// <summary>Begins a call that scores several times: the model is not released before the returned value is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    internal ResourceLifetime.Call EnterCall() => lifetime.Enter();

    /// <summary>The same as <see cref="Score(ReadOnlySpan{byte})"/> within a call that <see cref="EnterCall"/> began.</summary>
    internal float[] ScoreInCall(ReadOnlySpan<byte> patches, CancellationToken cancellationToken) =>
        scorer.Run(patches, cancellationToken: cancellationToken);

    /// <summary>Logits [N * 7], before the temperature.</summary>
    internal float[] Logits(FerDataset faces, CancellationToken cancellationToken = default) =>
        Run(faces, OnnxExport.Logits, cancellationToken);

    private void Release()
    {
        scorer.Dispose();
        pipelines.Dispose();
    }

    private float[] Run(FerDataset faces, string output, CancellationToken cancellationToken)
    {
        using ResourceLifetime.Call call = lifetime.Enter();
        return scorer.Run(faces, output, cancellationToken);
    }
}
