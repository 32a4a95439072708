using FerNet.Faces;
using FerNet.Faces.YuNet;

namespace FerNet;

/// <summary>
/// Finds the faces in an image. Implemented by <see cref="FaceDetector"/>, <see cref="YuNetFaceDetector"/> and detectors of the
/// application.
/// </summary>
/// <remarks>
/// A detector must be thread-safe: a predictor calls it on each thread that calls the predictor, and <see cref="FerDataset.Load"/> calls it
/// on all cores. The faces that it returns are checked.
/// </remarks>
public interface IFaceDetector
{
    /// <summary>Finds all faces in an image, the most certain first.</summary>
    /// <param name="image">An upright image.</param>
    /// <param name="cancellationToken">Cancels the search; a detector checks it at least between two runs of a network.</param>
    /// <returns>
    /// Faces with boxes from forehead to chin and from ear to ear, as WIDER FACE draws them, and landmarks where the detector has them. A
    /// detector with other boxes must convert them: the emotion network's crop is computed from boxes or landmarks. Empty where there is no
    /// face. A predictor throws <see cref="InvalidOperationException"/>, with the name of the detector, for null, for boxes that are not
    /// finite, have no area, lie wholly outside the image or are more than 8 times as long as its longest side, for landmarks that are not
    /// finite, and for confidences outside 0 to 1.
    /// </returns>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default);
}
