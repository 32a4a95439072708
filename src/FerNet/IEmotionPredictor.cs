namespace FerNet;

/// <summary>
/// The methods of <see cref="EmotionPredictor"/> that an application calls, so that the application can be tested without a model: a test
/// double implements the two methods that have no default implementation and returns its own <see cref="EmotionPrediction"/> values.
/// </summary>
/// <remarks>Later versions add methods only with default implementations. Implementations must be thread-safe.</remarks>
public interface IEmotionPredictor
{
    /// <summary>Predicts the emotion of the largest face in an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NoFaceException">No face was found, and the settings require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default);

    /// <summary>Predicts the emotions of all faces in an image, the largest face first; empty where no face was found.</summary>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default);

    /// <summary>Predicts the emotion of the largest face in an image file.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is damaged or is too large.</exception>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public EmotionPrediction Predict(string path, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Load(path), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in an encoded image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large.</exception>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public EmotionPrediction Predict(byte[] encoded, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Decode(encoded), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in an encoded image that is read from a stream. The stream stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public EmotionPrediction Predict(Stream stream, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Decode(stream), cancellationToken);

    /// <summary>
    /// Predicts the emotion of the largest face in an encoded image that is read asynchronously from a stream. The stream stays open.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public async Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default) =>
        Predict(await InputImage.DecodeAsync(stream, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an image file, the largest face first; empty where no face was found.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(string path, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Load(path), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an encoded image, the largest face first; empty where no face was found.</summary>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(byte[] encoded, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Decode(encoded), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an encoded image that is read from a stream. The stream stays open.</summary>
    /// <inheritdoc cref="Predict(Stream, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(Stream stream, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Decode(stream), cancellationToken);

    /// <summary>
    /// Predicts the emotions of all faces, the largest first, in an encoded image that is read asynchronously from a stream. The stream
    /// stays open.
    /// </summary>
    /// <inheritdoc cref="PredictAsync(Stream, CancellationToken)"/>
    public async Task<IReadOnlyList<EmotionPrediction>> PredictFacesAsync(
        Stream stream, CancellationToken cancellationToken = default) =>
        PredictFaces(await InputImage.DecodeAsync(stream, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in each of many images, in order.</summary>
    /// <param name="images">Decoded images.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<InputImage> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Array.AsReadOnly(images.Select(image => Predict(image, cancellationToken)).ToArray());
    }
}
