using FerNet.Networks.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Faces.Search;

/// <summary>A detection network with outputs for the cells of three feature maps. Thread-safe.</summary>
/// <param name="session">The session; it is disposed with the network.</param>
/// <param name="outputs">The outputs that <see cref="Read"/> gets, in this order.</param>
internal abstract class DetectionNetwork(OnnxSession session, string[] outputs) : IDisposable
{
    /// <summary>Pixels of the input along each side of a cell, for each of the feature maps.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>Whether the planes of the input are blue, green, red instead of red, green, blue.</summary>
    public abstract bool IsBlueFirst { get; }

    /// <summary>Whether answers for the same face are merged; otherwise only the most certain one is kept.</summary>
    public virtual bool IsMerged => false;

    /// <summary>
    /// The number of reduced copies of an image that are also searched, each of half the size of the one before. A network that learned
    /// from few large faces misses some of them at full size.
    /// </summary>
    public virtual int ReducedCopies => 0;

    /// <summary>
    /// All faces with a confidence of at least the threshold, in pixels of the input; several answers may be for the same face.
    /// </summary>
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

    /// <summary>Adds the faces in the network's outputs for an input of this size.</summary>
    protected abstract void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces);

    /// <summary>The numbers of an output, after a check of its shape and that all are finite.</summary>
    /// <exception cref="InvalidDataException">The output has another shape or a number that is not finite; the message names the
    /// file.</exception>
    protected ReadOnlySpan<float> Numbers(IReadOnlyList<OrtValue> answers, int index, params ReadOnlySpan<long> shape) =>
        session.Numbers(answers[index], outputs[index], shape);
}
