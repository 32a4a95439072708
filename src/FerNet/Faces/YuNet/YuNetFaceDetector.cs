using FerNet.Faces.Search;
using FerNet.Utilities;

namespace FerNet.Faces.YuNet;

/// <summary>Finds faces and their landmarks with a YuNet network from a file of yours; FerNet ships none.</summary>
/// <remarks>
/// Source: Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023. The file (yunet_n or yunet_s) must take BGR images of
/// any size [N, 3, height, width] and answer cls, obj, bbox and kps for the strides 8, 16 and 32. Its boxes are drawn as WIDER FACE draws
/// them. Thread-safe; dispose it at the end.
/// </remarks>
public sealed class YuNetFaceDetector : IFaceDetector, IDisposable
{
    private readonly FaceSearcher searcher;
    private readonly ResourceLifetime lifetime;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no YuNet network as its authors export it; the message says what is missing or
    /// not allowed.</exception>
    public YuNetFaceDetector(string path, FaceDetectorOptions? options = null)
    {
        Options = options ?? new FaceDetectorOptions();
        searcher =
            new FaceSearcher(
                new YuNetNetwork(DetectorFile.Read(path), UntrustedText.Quote(path), Options.SessionSettings), Options);
        lifetime = new ResourceLifetime(nameof(YuNetFaceDetector), searcher.Dispose);
    }

    /// <summary>The settings.</summary>
    public FaceDetectorOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using ResourceLifetime.Call call = lifetime.Enter();
        using ProcessorSlot slot = ProcessorSlot.Take(cancellationToken);
        return searcher.Search(image, cancellationToken);
    }

    /// <summary>Refuses later calls; the session is freed when calls in flight have ended. A second time does nothing.</summary>
    public void Dispose() => lifetime.Dispose();
}
