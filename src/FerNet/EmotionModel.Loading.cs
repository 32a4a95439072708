using FerNet.Models;
using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet;

/// <content>Where models come from: the package, a file, a stream, a training that was stopped.</content>
public sealed partial class EmotionModel
{
    /// <summary>
    /// Loads the model that ships with the package: <see cref="Network.Default"/> trained on FER2013, see its <see cref="Card"/>.
    /// </summary>
    /// <returns>The model; the caller disposes it.</returns>
    public static EmotionModel LoadDefault() => LoadShipped("default", default);

    /// <summary>
    /// Loads the small model that ships with the package: <see cref="Network.Fast"/>, taught by the default one; a little less accurate,
    /// several times as fast.
    /// </summary>
    /// <returns>The model; the caller disposes it.</returns>
    public static EmotionModel LoadFast() => LoadShipped("fast", default);

    /// <summary>
    /// Loads a zip that <see cref="Save(string)"/> or <c>mlContext.Model.Save</c> wrote, or a graph that <see cref="ExportOnnx(string)"/>
    /// wrote.
    /// </summary>
    /// <param name="path">The zip, or the .onnx file.</param>
    /// <remarks>
    /// The network is checked before ONNX Runtime gets it: only what FerNet writes is accepted. See docs/security.md of the repository.
    /// </remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign, newer or too large; the message says which.</exception>
    public static EmotionModel Load(string path) => Load(path, new LoadLimits());

    /// <summary>Loads a zip, or an exported graph, from a stream, which stays open.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign, newer or too large; the message says which.</exception>
    public static EmotionModel Load(Stream stream) => Load(stream, new LoadLimits());

    /// <summary>Loads a zip or an exported graph with limits of your own.</summary>
    /// <param name="path">The zip, or the .onnx file.</param>
    /// <param name="limits">How large the model may be.</param>
    /// <param name="cancellationToken">Stops the reading of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign, newer or too large; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionModel Load(string path, LoadLimits limits, CancellationToken cancellationToken = default) =>
        Load(path, limits, settings: default, cancellationToken);

    /// <summary>Loads a zip or an exported graph from a stream, which stays open, with limits of your own.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <param name="limits">How large the model may be.</param>
    /// <param name="cancellationToken">Stops the reading of the stream.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign, newer or too large; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionModel Load(Stream stream, LoadLimits limits, CancellationToken cancellationToken = default) =>
        Load(stream, limits, settings: default, cancellationToken);

    /// <summary>
    /// Loads the best model so far of a training that was stopped, or that is still running; <see cref="ModelCard.IsUnfinished"/> and
    /// <see cref="ModelCard.Epochs"/> say how far it came. The checkpoint stays, so the training can still be resumed.
    /// </summary>
    /// <param name="folder">The training's <see cref="EmotionTrainerOptions.CheckpointDirectory"/>.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such folder, or no epoch of a training has ended in it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static EmotionModel FromCheckpoint(string folder) => Load(CheckpointFolder.RequireBestModel(folder));

    internal static EmotionModel LoadShipped(string name, SessionSettings settings) =>
        new(ShippedModel.Read(name), $"The shipped model {name}", GraphLimits.None, columns: null, settings);

    /// <summary>A model that this process has just made; how large it is was its maker's choice.</summary>
    internal static EmotionModel FromOwnGraph(byte[] graph, string name, ModelColumns columns) =>
        new(graph, name, GraphLimits.None, columns, default);

    internal static EmotionModel Load(string path, LoadLimits limits, SessionSettings settings, CancellationToken cancellationToken) =>
        new(ModelArchive.ReadFile(path, limits, cancellationToken), UntrustedText.Quote(path), limits.OfGraph, columns: null, settings);

    internal static EmotionModel Load(Stream stream, LoadLimits limits, SessionSettings settings, CancellationToken cancellationToken) =>
        new(ModelArchive.ReadGraph(stream, ModelArchive.StreamName, limits, cancellationToken), ModelArchive.StreamName, limits.OfGraph,
            columns: null, settings);
}
