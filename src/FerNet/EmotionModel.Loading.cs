using FerNet.Models;
using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet;

/// <content>Loads models from the package, a file, a stream or a checkpoint folder.</content>
public sealed partial class EmotionModel
{
    /// <summary>
    /// Loads the model that ships with the package: <see cref="Network.Default"/> trained on FER2013. See <see cref="Card"/>.
    /// </summary>
    /// <returns>The model; the caller disposes it.</returns>
    public static EmotionModel LoadDefault() => LoadShipped("default", default);

    /// <summary>
    /// Loads the fast model that ships with the package: <see cref="Network.Fast"/>, trained with the default model as its teacher;
    /// slightly less accurate and several times as fast.
    /// </summary>
    /// <returns>The model; the caller disposes it.</returns>
    public static EmotionModel LoadFast() => LoadShipped("fast", default);

    /// <summary>
    /// Loads a zip that <see cref="Save(string)"/> or <c>mlContext.Model.Save</c> wrote, or a graph that <see cref="ExportOnnx(string)"/>
    /// wrote.
    /// </summary>
    /// <param name="path">Path of the zip or of the .onnx file.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <remarks>
    /// The graph is checked before ONNX Runtime loads it: only graphs of the structure that FerNet writes are accepted. See
    /// docs/security.md in the repository.
    /// </remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    public static EmotionModel Load(string path) => Load(path, new LoadLimits());

    /// <summary>Loads a zip or an exported graph from a stream. The stream stays open.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The content is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    public static EmotionModel Load(Stream stream) => Load(stream, new LoadLimits());

    /// <summary>Loads a zip or an exported graph with the given size limits.</summary>
    /// <param name="path">Path of the zip or of the .onnx file.</param>
    /// <param name="limits">The largest model that is accepted.</param>
    /// <param name="cancellationToken">Cancels reading the file.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionModel Load(string path, LoadLimits limits, CancellationToken cancellationToken = default) =>
        Load(path, limits, settings: default, cancellationToken);

    /// <summary>Loads a zip or an exported graph from a stream with the given size limits. The stream stays open.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <param name="limits">The largest model that is accepted.</param>
    /// <param name="cancellationToken">Cancels reading the stream.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The content is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionModel Load(Stream stream, LoadLimits limits, CancellationToken cancellationToken = default) =>
        Load(stream, limits, settings: default, cancellationToken);

    /// <summary>
    /// Loads the best model so far of a training run that was stopped or is still running; <see cref="ModelCard.IsUnfinished"/> and
    /// <see cref="ModelCard.Epochs"/> show its progress. The checkpoint is kept, so the run can still be resumed.
    /// </summary>
    /// <param name="folder">The <see cref="EmotionTrainerOptions.CheckpointDirectory"/> of the training run.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">The folder does not exist, or it has no model because no epoch has ended.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static EmotionModel FromCheckpoint(string folder) => Load(CheckpointFolder.RequireBestModel(folder));

    internal static EmotionModel LoadShipped(string name, SessionSettings settings) =>
        new(ShippedModel.Read(name), $"The shipped model {name}", GraphLimits.None, columns: null, settings);

    /// <summary>A model that this process built, without a size limit: its size was chosen by the caller.</summary>
    internal static EmotionModel FromOwnGraph(byte[] graph, string name, ModelColumns columns) =>
        new(graph, name, GraphLimits.None, columns, default);

    internal static EmotionModel Load(string path, LoadLimits limits, SessionSettings settings, CancellationToken cancellationToken) =>
        new(ModelArchive.ReadFile(path, limits, cancellationToken), UntrustedText.Quote(path), limits.GraphLimits, columns: null, settings);

    internal static EmotionModel Load(Stream stream, LoadLimits limits, SessionSettings settings, CancellationToken cancellationToken) =>
        new(ModelArchive.ReadGraph(stream, ModelArchive.StreamName, limits, cancellationToken), ModelArchive.StreamName, limits.GraphLimits,
            columns: null, settings);
}
