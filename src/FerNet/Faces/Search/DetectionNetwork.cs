using FerNet.Networks.Onnx;
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

    /// <summary>Whether answers about the same face are merged; otherwise the most certain one stands for them.</summary>
    public virtual bool IsMerged => false;

    /// <summary>
    /// Reduced copies of an image that are searched too, each of half the size of the one before: a network that learned from few large
    /// faces misses some of them.
    /// </summary>
    public virtual int ReducedCopies => 0;

    /// <summary>All faces from a threshold on, in pixels of the input; many may mean the same face.</summary>
    /// <exception cref="OperationCanceledException">The call was canceled before the run.</exception>
    public List<DetectedFace> Run(SearchInput input, double threshold, CancellationToken cancellationToken)
    {
        return session.Run(input.Levels, [1, 3, input.Height, input.Width], outputs, answers =>
        {
            List<DetectedFace> faces = [];
            Read(answers, input.Width, input.Height, threshold, faces);
            return faces;
        }, cancellationToken);
    }

    public void Dispose() => session.Dispose();

    /// <summary>Adds the faces of the network's answers about an input of this size.</summary>
    protected abstract void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces);

    /// <summary>The numbers of an output, after a check of its shape and that all are finite.</summary>
    /// <exception cref="InvalidDataException">The network gives something else; the message names its file.</exception>
    protected ReadOnlySpan<float> Numbers(IReadOnlyList<OrtValue> answers, int index, params ReadOnlySpan<long> shape) =>
        session.Numbers(answers[index], outputs[index], shape);
}
