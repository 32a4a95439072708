using FerNet.Data.Detection;
using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.Imaging;
using FerNet.Models;
using FerNet.Networks;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet;

/// <summary>Finds faces and their landmarks in photographs with the small network that ships with the package.</summary>
/// <remarks>
/// An image is reduced to <see cref="FaceDetectorOptions.MaxInputSide"/> and searched at that size, at half of it and at a quarter of it.
/// <see cref="CreateDefault"/> describes the faces that are found. Thread-safe: one detector serves any number of threads. Create one,
/// reuse it, and dispose it at the end.
/// </remarks>
public sealed class FaceDetector : IFaceDetector, IDisposable
{
    private readonly FaceSearcher searcher;
    private readonly ResourceLifetime lifetime;

    internal FaceDetector(byte[] graph, string name, FaceDetectorOptions? options = null)
    {
        Graph = graph;
        Options = options ?? new FaceDetectorOptions();
        Card = DetectorFacts.Read(graph, name);
        searcher = new FaceSearcher(new FerNetDetectionNetwork(graph, name, Options.SessionSettings), Options);
        lifetime = new ResourceLifetime(nameof(FaceDetector), searcher.Dispose);
    }

    /// <summary>The sealed ONNX graph.</summary>
    internal byte[] Graph { get; }

    /// <summary>The settings.</summary>
    public FaceDetectorOptions Options { get; }

    /// <summary>The facts about the detector: data, recipe, figures, intended use and license.</summary>
    public ModelCard Card { get; }

    /// <summary>Creates the detector that ships with the package. Nothing is downloaded. The caller disposes the detector.</summary>
    /// <remarks>
    /// It finds faces of 20 pixels or more, in color and gray, with a roll of up to about 45 degrees, including turned, partly covered and
    /// moderately blurred faces. <see cref="FaceDetectorOptions.AnyOrientation"/> adds sideways and upside-down faces. It often misses full
    /// profiles, faces that are mostly covered, very dark faces, and faces smaller than about 16 pixels once the image is reduced to
    /// <see cref="FaceDetectorOptions.MaxInputSide"/>. Hands, dolls, statues and drawings are sometimes detected as faces. docs/detector.md
    /// in the repository has figures, training data and licenses.
    /// </remarks>
    /// <param name="options">Settings; null for the defaults.</param>
    public static FaceDetector CreateDefault(FaceDetectorOptions? options = null) =>
        new(ShippedModel.Read(DetectorWriter.Name), "The shipped detector", options);

    /// <summary>Loads a detector that <see cref="FaceDetectorTrainer"/> trained. The caller disposes the detector.</summary>
    /// <param name="path">The .onnx file that <see cref="Save"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not a FerNet detector, in a newer or older format, or too large; the
    /// message gives the reason and the remedy.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static FaceDetector Load(string path, FaceDetectorOptions? options = null, CancellationToken cancellationToken = default) =>
        new(DetectorFile.Read(path, cancellationToken), UntrustedText.Quote(path), options);

    internal static FaceDetector FromTraining(DetectorTrainingRun run, IReadOnlyDictionary<string, WeightArray> weights,
        FaceDetectorTrainerOptions options, FaceDetectionDataset photographs, DetectorTrainingData data) =>
        new(DetectorWriter.Write(run, weights, options, photographs, data), "The trained detector");

    /// <summary>Finds all faces in an image, the most certain first.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Cancels the wait for a processor and the search, between two runs of the network.</param>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using ResourceLifetime.Call call = lifetime.Enter();
        using ProcessorSlot slot = ProcessorSlot.Take(cancellationToken);
        return searcher.Search(image, cancellationToken);
    }

    /// <summary>Finds all faces in an image file, the most certain first.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    public IReadOnlyList<DetectedFace> Detect(string path)
    {
        byte[] encoded = ImageFileReader.BytesOf(path);
        using ProcessorSlot slot = ProcessorSlot.Take(CancellationToken.None);
        return Detect(InputImage.Decode(encoded, path));
    }

    /// <summary>Saves the detector as one .onnx file; an existing file is replaced once the new one is complete.</summary>
    /// <param name="path">The file; its folder is created if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, stream => stream.Write(Graph));
    }

    /// <summary>
    /// Disposes the detector: later calls throw <see cref="ObjectDisposedException"/>. The session is released when calls in flight have
    /// ended. A second call does nothing.
    /// </summary>
    public void Dispose() => lifetime.Dispose();
}
