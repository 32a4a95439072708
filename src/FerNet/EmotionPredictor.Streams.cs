using FerNet.Prediction;

namespace FerNet;

/// <content>Streams of images: videos, cameras, and collections that are larger than memory.</content>
public sealed partial class EmotionPredictor
{
    /// <summary>
    /// Tracks the faces in a video or camera stream. Returns all faces of each frame, with smoothed probabilities and a number that
    /// identifies the same face in later frames.
    /// </summary>
    /// <param name="frames">The frames in order. An <see cref="InputImage"/> needs no disposal.</param>
    /// <param name="options">Settings of the tracking; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the enumeration, at the latest when the current native call ends.</param>
    /// <returns>
    /// The faces of each frame, the largest first; empty where no face was found, also with <see cref="FaceSearch.Required"/>, so that a
    /// frame without a face does not end the stream. With <see cref="FaceSearch.None"/> each frame is one face. Frames may differ in size.
    /// </returns>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IAsyncEnumerable<IReadOnlyList<TrackedFace>> PredictFramesAsync(
        IAsyncEnumerable<InputImage> frames, FaceTrackingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return predictor.Track(frames, options ?? new FaceTrackingOptions(), cancellationToken);
    }

    /// <summary>
    /// Predicts the emotions of all faces in a stream of images of any length. Images are read, decoded, searched and scored in concurrent
    /// stages with bounded memory.
    /// </summary>
    /// <param name="images">The images. They are read as results are consumed, at most <see cref="ScoreOptions.MaxImagesInFlight"/> ahead;
    /// a stream that waits must honor the cancellation token of its enumerator.</param>
    /// <param name="options">The order of the results and the limit of images in flight; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the enumeration, at the latest when the current native calls end.</param>
    /// <returns>
    /// A result for each image: its faces, the largest first, or the error message. A bad image, a missing file, and a missing face with
    /// <see cref="FaceSearch.Required"/> give a result with an error and do not end the stream.
    /// </returns>
    /// <remarks>
    /// Enumerating the results starts the work; each enumeration scores the images again. The stream ends with an exception on
    /// cancellation, on an exception from <paramref name="images"/>, when the predictor is disposed, when a native library is missing, and
    /// when memory runs out. Set <see cref="EmotionPredictorOptions.Threads"/> to 1 where many images are searched at once.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IAsyncEnumerable<ScoredImage> ScoreAsync(IAsyncEnumerable<ImageSource> images, ScoreOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return predictor.Stream(images, options ?? new ScoreOptions(), cancellationToken);
    }
}
