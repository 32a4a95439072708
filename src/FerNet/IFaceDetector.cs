namespace FerNet;

/// <summary>Finds the faces in a picture: FerNet's own <see cref="FaceDetector"/>, <see cref="YuNetFaceDetector"/>, or one of yours.</summary>
/// <remarks>A predictor calls its detector from as many threads as it is called from itself, and a dataset that is read calls it from all cores, so a detector must be thread-safe.</remarks>
public interface IFaceDetector
{
    /// <summary>All faces in a picture, the most certain first.</summary>
    /// <param name="picture">An upright picture.</param>
    /// <returns>
    /// Faces with the crops that the emotion network reads, squares from above the forehead to below the chin; a detector that finds tighter or
    /// wider boxes must turn them into such crops. Empty where there is no face.
    /// </returns>
    public IReadOnlyList<DetectedFace> Detect(Picture picture);
}
