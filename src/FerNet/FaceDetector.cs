using FerNet.Checks;
using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.ModelFile;
using FerNet.Pictures;
using FerNet.Prediction;

namespace FerNet;

/// <summary>Finds faces in photographs with the small network that ships with the package.</summary>
/// <remarks>
/// Faces may be rolled by up to 30 degrees; profiles are often missed.
/// Thread-safe: one detector serves any number of threads. Make one, keep it, dispose it at the end.
/// </remarks>
public sealed class FaceDetector : IFaceDetector, IDisposable
{
    private readonly FaceSearcher? searcher;
    private readonly CellScorer? scorer;
    private readonly PyramidSearch? search;
    private readonly ResourceLifetime lifetime;

    internal FaceDetector(byte[] graph, string name, FaceDetectorOptions? options = null)
    {
        Graph = graph;
        Options = options ?? new FaceDetectorOptions();
        Card = ModelFacts.Read(graph, name);
        if (Card.Name != DetectorFile.Name)
            throw new InvalidDataException(
                $"{name} is a model of FerNet's, but no detector of faces: it is '{ForeignText.Quote(Card.Name)}'. Open it with " +
                $"{nameof(EmotionModel)}.");
        lifetime = new ResourceLifetime(nameof(FaceDetector), Release);
        if (FerNetNetwork.CanRead(graph))
        {
            searcher = new FaceSearcher(new FerNetNetwork(graph, name, Options.Threads), Options);
            return;
        }
        scorer = new CellScorer(graph, Options.Threads);
        search = new PyramidSearch(scorer, Options);
    }

    /// <summary>The sealed ONNX graph.</summary>
    internal byte[] Graph { get; }

    /// <summary>The settings.</summary>
    public FaceDetectorOptions Options { get; }

    /// <summary>What the detector says about itself.</summary>
    public ModelCard Card { get; }

    /// <summary>The detector that ships with the package; nothing is downloaded.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static FaceDetector CreateDefault(FaceDetectorOptions? options = null) =>
        new(ShippedModel.Read(DetectorFile.Name), "The shipped detector", options);

    /// <summary>Loads a detector that <see cref="FaceDetectorTrainer"/> trained.</summary>
    /// <param name="path">The .onnx file that <see cref="Save"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static FaceDetector Load(string path, FaceDetectorOptions? options = null) =>
        new(PictureReader.BytesOf(path, "detector"), ForeignText.Quote(path), options);

    /// <summary>All faces in a picture, the most certain first.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Stops the wait for a processor and the search; it is checked between two runs of the
    /// network.</param>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public IReadOnlyList<DetectedFace> Detect(Picture picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using ResourceLifetime.Call call = lifetime.Enter();
        using ProcessorSlot slot = ProcessorSlot.Take(cancellationToken);
        return searcher?.Search(picture, cancellationToken)
            ?? search!.All(picture.GrayPicture, cancellationToken).ConvertAll(ToFace).AsReadOnly();
    }

    /// <summary>All faces in a picture file, the most certain first.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    public IReadOnlyList<DetectedFace> Detect(string path)
    {
        byte[] encoded = PictureReader.BytesOf(path);
        using ProcessorSlot slot = ProcessorSlot.Take(CancellationToken.None);
        return Detect(Picture.Decode(encoded, path));
    }

    /// <summary>
    /// The largest face that <see cref="Detect(Picture, CancellationToken)"/> finds, and others not much smaller: in a large picture of a
    /// large face many times as fast.
    /// </summary>
    internal IReadOnlyList<DetectedFace> DetectLargest(Picture picture, CancellationToken cancellationToken = default)
    {
        using ResourceLifetime.Call call = lifetime.Enter();
        using ProcessorSlot slot = ProcessorSlot.Take(cancellationToken);
        return searcher?.Search(picture, cancellationToken)
            ?? search!.Largest(picture.GrayPicture, cancellationToken).ConvertAll(ToFace).AsReadOnly();
    }

    /// <summary>The squares of a detector of windows, which its training learns from.</summary>
    internal List<DetectedFace> DetectSquares(Picture picture) => search!.All(picture.GrayPicture);

    /// <summary>From the square of a detector of windows to the face in it: medians over photographs with labeled faces.</summary>
    private static DetectedFace ToFace(DetectedFace square) => square with
    {
        Box = new FaceBox(
            square.Box.X + (0.176f * square.Box.Width), square.Box.Y +
                (0.081f * square.Box.Height), 0.628f * square.Box.Width, 0.861f * square.Box.Height),
    };

    /// <summary>Saves the detector as one .onnx file; an existing file is replaced once the new one is complete.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SafeFile.Write(path, stream => stream.Write(Graph));
    }

    /// <summary>Refuses later calls; the session is freed when calls in flight have ended. A second time does nothing.</summary>
    public void Dispose() => lifetime.Dispose();

    private void Release()
    {
        scorer?.Dispose();
        searcher?.Dispose();
    }
}
