using FerNet.Checks;
using FerNet.Faces;
using FerNet.ModelFile;
using FerNet.Pictures;

namespace FerNet;

/// <summary>Finds faces in photographs with the small network that ships with the package.</summary>
/// <remarks>
/// Its boxes are the crops that the emotion network was trained on. Faces may be rolled by up to 30 degrees; profiles are often missed.
/// Thread-safe: one detector serves any number of threads. Make one, keep it, dispose it at the end.
/// </remarks>
public sealed class FaceDetector : IFaceDetector, IDisposable
{
    private readonly CellScorer scorer;
    private readonly PyramidSearch search;
    private bool isDisposed;

    internal FaceDetector(byte[] graph, string name, FaceDetectorOptions? options = null)
    {
        Graph = graph;
        Options = options ?? new FaceDetectorOptions();
        Card = ModelFacts.Read(graph, name);
        if (Card.Name != DetectorFile.Name) throw new InvalidDataException($"{name} is a model of FerNet's, but no detector of faces: it is '{ForeignText.Quote(Card.Name)}'. Open it with {nameof(EmotionModel)}.");
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
    public static FaceDetector CreateDefault(FaceDetectorOptions? options = null) => new(ShippedModel.Read(DetectorFile.Name), "The shipped detector", options);

    /// <summary>Loads a detector that <see cref="FaceDetectorTrainer"/> trained.</summary>
    /// <param name="path">The .onnx file that <see cref="Save"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static FaceDetector Load(string path, FaceDetectorOptions? options = null) =>
        new(PictureReader.BytesOf(path, "detector"), ForeignText.Quote(path), options);

    /// <summary>All faces in a picture, the most certain first.</summary>
    /// <param name="picture">The picture.</param>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public IReadOnlyList<DetectedFace> Detect(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return search.All(picture.GreyPicture).AsReadOnly();
    }

    /// <summary>All faces in a picture file, the most certain first.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    public IReadOnlyList<DetectedFace> Detect(string path) => Detect(Picture.Load(path));

    /// <summary>The largest face that <see cref="Detect(Picture)"/> finds, and others not much smaller: in a large picture of a large face many times as fast.</summary>
    internal IReadOnlyList<DetectedFace> DetectLargest(Picture picture)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return search.Largest(picture.GreyPicture);
    }

    /// <summary>Saves the detector as one .onnx file; an existing file is replaced once the new one is complete.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SafeFile.Write(path, stream => stream.Write(Graph));
    }

    /// <summary>Frees the session.</summary>
    public void Dispose()
    {
        isDisposed = true;
        scorer.Dispose();
    }
}
