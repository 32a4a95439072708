using FerNet.Prediction;

namespace FerNet;

/// <content>Streams of images: films and cameras, and more images than memory holds.</content>
public sealed partial class EmotionPredictor
{
    /// <summary>
    /// Follows the faces of a film or camera: frame by frame, all faces with smoothed probabilities and a number that stays theirs.
    /// </summary>
    /// <param name="frames">The frames in order, each disposed by nobody: a <see cref="InputImage"/> needs no disposal.</param>
    /// <param name="options">How faces are followed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops at the end of the native call that runs.</param>
    /// <returns>
    /// The faces of each frame, the largest first; none where none was found, also with <see cref="FaceSearch.Required"/>: one frame
    /// without a face does not end a film. With <see cref="FaceSearch.None"/> each frame is one face. Frames may change their size.
    /// </returns>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IAsyncEnumerable<IReadOnlyList<TrackedFace>> PredictFramesAsync(
        IAsyncEnumerable<InputImage> frames, FaceTrackingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return predictor.Track(frames, options ?? new FaceTrackingOptions(), cancellationToken);
    }

    /// <summary>
    /// The emotions of all faces in a stream of images of any length: read, decoded, searched and scored in stages that run at the same
    /// time, with bounded memory.
    /// </summary>
    /// <param name="images">The images. They are taken one by one as results are taken, at most
    /// <see cref="ScoreOptions.MaxImagesInFlight"/> ahead; a stream that waits for something must honor its cancellation token.</param>
    /// <param name="options">Order and bound; null for the defaults.</param>
    /// <param name="cancellationToken">Stops at the end of the native calls that run.</param>
    /// <returns>
    /// A result for each image: its faces, the largest first, or why it failed. A bad image, a missing file, and a missing face with
    /// <see cref="FaceSearch.Required"/> are results and do not end the stream.
    /// </returns>
    /// <remarks>
    /// Enumerating the results starts the work; each enumeration scores the images anew. What ends the stream: the token, an exception of
    /// <paramref name="images"/> itself, the disposal of the predictor, a missing native library, and the end of the memory. A predictor
    /// with <see cref="EmotionPredictorOptions.Threads"/> = 1 is best where many images are searched at once.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IAsyncEnumerable<ScoredImage> ScoreAsync(IAsyncEnumerable<ImageSource> images, ScoreOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return predictor.Stream(images, options ?? new ScoreOptions(), cancellationToken);
    }
}
