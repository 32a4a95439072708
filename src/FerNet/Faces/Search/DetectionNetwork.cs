using FerNet.Networks.Onnx;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Faces.Search;

/// <summary>A detection network that answers for the cells of three feature maps. Thread-safe.</summary>
/// <param name="session">Its session, which it owns.</param>
/// <param name="outputs">The outputs that <see cref="Read"/> gets, in this order.</param>
internal abstract class DetectionNetwork(OnnxSession session, string[] outputs) : IDisposable
{
    /// <summary>Pixels of the input along each side of a cell, for each of the feature maps.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>Whether the planes of the input are blue, green, red instead of red, green, blue.</summary>
    public abstract bool IsBlueFirst { get; }

    /// <summary>
    /// Reduced copies of an image that are searched too, each of half the size of the one before: a network that learned from few large
    /// faces misses some of them.
    /// </summary>
    public virtual int ReducedCopies => 0;

    /// <summary>All faces from a threshold on, in pixels of the input; many may mean the same face.</summary>
    public List<DetectedFace> Run(SearchInput input, double threshold)
    {
        return session.Run(input.Levels, [1, 3, input.Height, input.Width], outputs, answers =>
        {
            List<DetectedFace> faces = [];
            Read(answers, input.Width, input.Height, threshold, faces);
            return faces;
        });
    }

    public void Dispose() => session.Dispose();

    /// <summary>Adds the faces of the network's answers about an input of this size.</summary>
    protected abstract void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces);

    /// <summary>Opens the graph of a detector.</summary>
    /// <exception cref="InvalidDataException">The bytes are no graph.</exception>
    protected static OnnxSession OpenSession(byte[] graph, string name, string kind, int threads)
    {
        try
        {
            return GraphSession.Create(graph, threads);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"{name} is no ONNX file that can be read; {kind} is needed. ({UntrustedText.Quote(error.Message)})", error);
        }
    }
}
