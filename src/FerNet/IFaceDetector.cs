using FerNet.Faces;
using FerNet.Faces.YuNet;

namespace FerNet;

/// <summary>
/// Finds the faces in an image: FerNet's own <see cref="FaceDetector"/>, <see cref="YuNetFaceDetector"/>, or one of yours.
/// </summary>
/// <remarks>
/// A predictor calls its detector from as many threads as it is called from itself, and a dataset that is read calls it from all cores, so
/// a detector must be thread-safe. What it returns is checked.
/// </remarks>
public interface IFaceDetector
{
    /// <summary>All faces in an image, the most certain first.</summary>
    /// <param name="image">An upright image.</param>
    /// <param name="cancellationToken">Stops the search; it is checked at least between two runs of a network.</param>
    /// <returns>
    /// Faces with boxes from forehead to chin and from ear to ear, as WIDER FACE draws them, and landmarks where the detector has them. A
    /// detector that draws other boxes must convert them: the emotion network's crop is derived from them. Empty where there is no face. A
    /// predictor refuses null, boxes with numbers that are not finite, without area, wholly outside the image or many times as large,
    /// landmarks that are not finite, and confidences outside 0 to 1, with an <see cref="InvalidOperationException"/> that names the
    /// detector.
    /// </returns>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default);
}
