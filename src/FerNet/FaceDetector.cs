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
/// An image is reduced to <see cref="FaceDetectorOptions.MaxInputSide"/> and searched once, whatever it shows; <see cref="CreateDefault"/>
/// says what is found. Thread-safe: one detector serves any number of threads. Make one, keep it, dispose it at the end.
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

    /// <summary>What the detector says about itself.</summary>
    public ModelCard Card { get; }

    /// <summary>The detector that ships with the package; nothing is downloaded.</summary>
    /// <remarks>
    /// Found are faces of 20 pixels or more, in color and in gray, turned, partly covered and moderately blurred ones included, rolled by
    /// up to some 45 degrees; with <see cref="FaceDetectorOptions.AnyOrientation"/> also those that lie or stand on their heads. Often
    /// missed are full profiles, faces that are covered for the most part, very dark ones, and those that have less than some 16 pixels
    /// once the image is reduced to <see cref="FaceDetectorOptions.MaxInputSide"/>. Hands, dolls, statues and drawings are now and then
    /// taken for faces. Figures, training data and their licenses stand in docs/detector.md of the repository.
    /// </remarks>
    /// <param name="options">Settings; null for the defaults.</param>
    public static FaceDetector CreateDefault(FaceDetectorOptions? options = null) =>
        new(ShippedModel.Read(DetectorWriter.Name), "The shipped detector", options);

    /// <summary>Loads a detector that <see cref="FaceDetectorTrainer"/> trained.</summary>
    /// <param name="path">The .onnx file that <see cref="Save"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign, newer, too large, or of the format before this one; the message
    /// says which, and what to do.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static FaceDetector Load(string path, FaceDetectorOptions? options = null, CancellationToken cancellationToken = default) =>
        new(DetectorFile.Read(path, cancellationToken), UntrustedText.Quote(path), options);

    internal static FaceDetector FromTraining(DetectorTrainingRun run, IReadOnlyDictionary<string, WeightArray> weights,
        FaceDetectorTrainerOptions options, FaceDetectionDataset photographs, DetectorTrainingData data) =>
        new(DetectorWriter.Write(run, weights, options, photographs, data), "The trained detector");

    /// <summary>All faces in an image, the most certain first.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Stops the wait for a processor and the search; it is checked between two runs of the
    /// network.</param>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using ResourceLifetime.Call call = lifetime.Enter();
        using ProcessorSlot slot = ProcessorSlot.Take(cancellationToken);
        return searcher.Search(image, cancellationToken);
    }

    /// <summary>All faces in an image file, the most certain first.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image, damaged or too large; the message says which.</exception>
    public IReadOnlyList<DetectedFace> Detect(string path)
    {
        byte[] encoded = ImageFileReader.BytesOf(path);
        using ProcessorSlot slot = ProcessorSlot.Take(CancellationToken.None);
        return Detect(InputImage.Decode(encoded, path));
    }

    /// <summary>Saves the detector as one .onnx file; an existing file is replaced once the new one is complete.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, stream => stream.Write(Graph));
    }

    /// <summary>Refuses later calls; the session is freed when calls in flight have ended. A second time does nothing.</summary>
    public void Dispose() => lifetime.Dispose();
}
