using FerNet.Faces.Search;
using FerNet.Utilities;

namespace FerNet.Faces.YuNet;

/// <summary>Finds faces and their landmarks with a YuNet network from a file that the application supplies; the package has none.</summary>
/// <remarks>
/// Source: Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023. The network (yunet_n or yunet_s) must take BGR images of
/// any size [N, 3, height, width] and have the outputs cls, obj, bbox and kps for the strides 8, 16 and 32. Its boxes follow WIDER FACE.
/// Thread-safe; the caller disposes it.
/// </remarks>
public sealed class YuNetFaceDetector : IFaceDetector, IDisposable
{
    private readonly FaceSearcher searcher;
    private readonly ResourceLifetime lifetime;

    /// <summary>Loads the network.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a YuNet network as exported by its authors; the message states what is
    /// missing or not allowed.</exception>
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

    /// <summary>
    /// Disposes the detector: later calls throw <see cref="ObjectDisposedException"/>. The session is released when calls in flight have
    /// ended. A second call does nothing.
    /// </summary>
    public void Dispose() => lifetime.Dispose();
}
