namespace FerNet;

/// <summary>
/// What an application needs of an <see cref="EmotionPredictor"/>, so that it can be tested without a model: a replacement writes the two
/// methods without a body and answers <see cref="EmotionPrediction"/>s of its own.
/// </summary>
/// <remarks>Methods are added in later versions only with a body. Implementations must be thread-safe.</remarks>
public interface IEmotionPredictor
{
    /// <summary>The emotion of the largest face in an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NoFaceException">No face was found, and the settings require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default);

    /// <summary>The emotions of all faces in an image, the largest face first; none where none was found.</summary>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default);

    /// <summary>The emotion of the largest face in an image file.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image, damaged or too large.</exception>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public EmotionPrediction Predict(string path, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Load(path), cancellationToken);

    /// <summary>The emotion of the largest face in an encoded image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or too large.</exception>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public EmotionPrediction Predict(byte[] encoded, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Decode(encoded), cancellationToken);

    /// <summary>The emotion of the largest face in an encoded image that is read from a stream, which stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public EmotionPrediction Predict(Stream stream, CancellationToken cancellationToken = default) =>
        Predict(InputImage.Decode(stream), cancellationToken);

    /// <summary>The emotion of the largest face in an encoded image, read without blocking from a stream, which stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public async Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default) =>
        Predict(await InputImage.DecodeAsync(stream, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>The emotions of all faces in an image file, the largest face first; none where none was found.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(string path, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Load(path), cancellationToken);

    /// <summary>The emotions of all faces in an encoded image, the largest face first; none where none was found.</summary>
    /// <inheritdoc cref="Predict(byte[], CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(byte[] encoded, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Decode(encoded), cancellationToken);

    /// <summary>The emotions of all faces in an encoded image that is read from a stream, which stays open.</summary>
    /// <inheritdoc cref="Predict(Stream, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(Stream stream, CancellationToken cancellationToken = default) =>
        PredictFaces(InputImage.Decode(stream), cancellationToken);

    /// <summary>
    /// The emotions of all faces in an encoded image, read without blocking from a stream, which stays open; the largest face first.
    /// </summary>
    /// <inheritdoc cref="PredictAsync(Stream, CancellationToken)"/>
    public async Task<IReadOnlyList<EmotionPrediction>> PredictFacesAsync(
        Stream stream, CancellationToken cancellationToken = default) =>
        PredictFaces(await InputImage.DecodeAsync(stream, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>The emotions of the largest faces in many images, in order.</summary>
    /// <param name="images">Decoded images.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <inheritdoc cref="Predict(InputImage, CancellationToken)" path="/exception"/>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<InputImage> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Array.AsReadOnly(images.Select(image => Predict(image, cancellationToken)).ToArray());
    }
}
