using FerNet.Imaging;
using FerNet.Models;
using FerNet.Prediction;
using Microsoft.ML.Data;

namespace FerNet;

/// <summary>Recognizes the emotions of faces in images.</summary>
/// <remarks>
/// <para>Takes PNG, JPEG, WebP, BMP and GIF (the first frame) of any size up to <see cref="EmotionPredictorOptions.MaxPixels"/>, in color
/// or gray; EXIF orientation is applied, and transparent parts are blended with white. <see cref="FaceDetector"/> finds the faces unless
/// the options set another detector or no search.</para>
/// <para>Thread-safe: one predictor serves any number of threads. Create one, reuse it, and dispose it at the end. At most as many images
/// are decoded and searched at once as the process may use processors. Further calls wait, so that memory is bounded. The limit does not
/// apply to searches by a detector of the application.</para>
/// </remarks>
public sealed partial class EmotionPredictor : IEmotionPredictor, IDisposable
{
    private readonly EmotionModel model;
    private readonly ImagePredictor predictor;

    /// <summary>Creates a predictor for a model that the caller disposes, after the predictor.</summary>
    /// <param name="model">A trained model. Its own session is used, so <see cref="EmotionPredictorOptions.Threads"/> does not apply to
    /// scoring.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public EmotionPredictor(EmotionModel model, EmotionPredictorOptions? options = null)
        : this(model, options, ownsModel: false)
    {
    }

    private EmotionPredictor(EmotionModel model, EmotionPredictorOptions? options, bool ownsModel)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        predictor = new ImagePredictor(model, options ?? new EmotionPredictorOptions(), ownsModel);
    }

    /// <summary>The facts about the model: data, recipe, figures, intended use and license.</summary>
    public ModelCard Card => model.Card;

    /// <summary>Creates a predictor with the default model of the package; the caller disposes it. Nothing is downloaded.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateDefault(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("default", options?.SessionSettings ?? default), options, ownsModel: true);

    /// <summary>
    /// Creates a predictor with the fast model of the package, for phones and cameras; see <see cref="EmotionModel.LoadFast"/>. The caller
    /// disposes the predictor.
    /// </summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateFast(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("fast", options?.SessionSettings ?? default), options, ownsModel: true);

    /// <summary>Creates a predictor from a model's zip or exported graph; the caller disposes it.</summary>
    /// <param name="path">Path of the zip or of the .onnx file.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionPredictor Load(string path, EmotionPredictorOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new(EmotionModel.Load(path, new LoadLimits(), options?.SessionSettings ?? default, cancellationToken), options, ownsModel: true);

    /// <summary>Creates a predictor from a zip or exported graph in a stream, which stays open; the caller disposes it.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading the stream.</param>
    /// <exception cref="InvalidDataException">The content is damaged, not a FerNet model, in a newer format or too large; the message gives
    /// the reason.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionPredictor Load(Stream stream, EmotionPredictorOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new(EmotionModel.Load(stream, new LoadLimits(), options?.SessionSettings ?? default, cancellationToken), options, ownsModel: true);

    /// <summary>Predicts the emotion of the largest face in an image file.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call (decoding, or one run of a network)
    /// ends.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(string path, CancellationToken cancellationToken = default) =>
        predictor.Largest(ImageContent.FromFile(path), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in an encoded image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large; the message gives the
    /// reason.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(ReadOnlySpan<byte> encoded, CancellationToken cancellationToken = default) =>
        Predict(encoded.ToArray(), cancellationToken);

    /// <inheritdoc cref="Predict(ReadOnlySpan{byte}, CancellationToken)"/>
    public EmotionPrediction Predict(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.Largest(new ImageContent(encoded), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in an encoded image that is read from a stream. The stream stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="InvalidDataException">The content is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.Largest(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>
    /// Predicts the emotion of the largest face in an encoded image that is read asynchronously from a stream, such as the body of a
    /// request. The stream stays open. Reading and waiting for a free processor are asynchronous; decoding, searching and scoring then run
    /// synchronously on the thread that continues.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="InvalidDataException">The content is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return predictor.LargestAsync(() => InputImage.ReadAllAsync(stream, cancellationToken), "The stream", cancellationToken);
    }

    /// <summary>Predicts the emotion of the largest face in an ML.NET image, which the caller keeps and disposes.</summary>
    /// <remarks>
    /// <see cref="MLImage"/> does not apply or keep the EXIF orientation, so a phone photograph may be sideways. If the file is available,
    /// use <see cref="Predict(string, CancellationToken)"/>, which applies the orientation.
    /// </remarks>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(MLImage image, CancellationToken cancellationToken = default) =>
        Predict(InputImage.FromImage(image), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in an image.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not apply to it.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.Largest(new ImageContent(image), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an image file, the largest face first.</summary>
    /// <returns>One answer for each face; empty where no face was found.</returns>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(string path, CancellationToken cancellationToken = default) =>
        predictor.All(ImageContent.FromFile(path), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an encoded image, the largest face first.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <returns>One answer for each face; empty where no face was found.</returns>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large; the message gives the
    /// reason.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(ReadOnlySpan<byte> encoded, CancellationToken cancellationToken = default) =>
        PredictFaces(encoded.ToArray(), cancellationToken);

    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.All(new ImageContent(encoded), cancellationToken);

    /// <summary>Predicts the emotions of all faces in an encoded image that is read from a stream. The stream stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.All(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>
    /// Predicts the emotions of all faces, the largest first, in an encoded image that is read asynchronously from a stream; see
    /// <see cref="PredictAsync"/>. The stream stays open.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public Task<IReadOnlyList<EmotionPrediction>> PredictFacesAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return predictor.AllAsync(() => InputImage.ReadAllAsync(stream, cancellationToken), "The stream", cancellationToken);
    }

    /// <summary>Predicts the emotions of all faces in an image, the largest face first.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not apply to it.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <returns>One answer for each face; empty where no face was found.</returns>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.All(new ImageContent(image), cancellationToken);

    /// <summary>Explains the answer for the largest face in an image file: scores the face about 150 times with parts hidden.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public EmotionExplanation Explain(string path, CancellationToken cancellationToken = default) =>
        predictor.Explain(ImageContent.FromFile(path), cancellationToken);

    /// <summary>Explains the answer for the largest face in an encoded image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <inheritdoc cref="Explain(InputImage, CancellationToken)"/>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large; the message gives the
    /// reason.</exception>
    public EmotionExplanation Explain(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.Explain(new ImageContent(encoded), cancellationToken);

    /// <summary>Explains the answer for the largest face in an encoded image that is read from a stream. The stream stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <inheritdoc cref="Explain(InputImage, CancellationToken)"/>
    /// <exception cref="InvalidDataException">The content is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    public EmotionExplanation Explain(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.Explain(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>Explains the answer for the largest face in an image: scores the face about 150 times with parts hidden.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not apply to it.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native call ends.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionExplanation Explain(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.Explain(new ImageContent(image), cancellationToken);

    /// <summary>Predicts the emotion of a patch: [48, 48] gray levels, row by row, 0 black to 255 white.</summary>
    /// <exception cref="ArgumentException">The patch does not have 2,304 gray levels.</exception>
    public EmotionPrediction PredictPatch(ReadOnlySpan<byte> patch) => patch.Length == FacePatch.PixelCount
        ? PredictPatches(patch)[0]
        : throw new ArgumentException(
            Invariant($"The patch has {patch.Length:N0} gray levels; it needs {FacePatch.PixelCount:N0} (48 x 48)."), nameof(patch));

    /// <summary>Predicts the emotions of many patches, scored in batches: [N, 48, 48] gray levels, 0 black to 255 white.</summary>
    /// <returns>One answer for each patch, in order; empty for no patches.</returns>
    /// <exception cref="ArgumentException">The number of gray levels is not a multiple of 2,304.</exception>
    public IReadOnlyList<EmotionPrediction> PredictPatches(ReadOnlySpan<byte> patches)
    {
        if (patches.Length % FacePatch.PixelCount != 0)
        {
            throw new ArgumentException(
                Invariant($"{patches.Length:N0} gray levels are not whole patches; each needs {FacePatch.PixelCount:N0} (48 x 48)."),
                    nameof(patches));
        }
        return predictor.ScorePatches(patches);
    }

    /// <summary>Predicts the emotion of the largest face in each image file: decoded on all cores, scored in batches.</summary>
    /// <param name="paths">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native calls end.</param>
    /// <returns>One answer for each path, in order.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not an image, is damaged or is too large; the message names it.</exception>
    /// <exception cref="NoFaceException">No face was found in a file, and the options require one; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        predictor.Batch(ImageSource.FromFiles(paths), cancellationToken);

    /// <summary>Predicts the emotion of the largest face in each image: searched on all cores, scored in batches.</summary>
    /// <param name="images">Decoded images.</param>
    /// <param name="cancellationToken">Cancels the call, at the latest when the current native calls end.</param>
    /// <returns>One answer for each image, in order.</returns>
    /// <exception cref="NoFaceException">No face was found in an image, and the options require one; the message names the
    /// image.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<InputImage> images, CancellationToken cancellationToken = default) =>
        predictor.Batch(ImageSource.FromImages(images), cancellationToken);

    /// <summary>Predicts the emotions of all faces in many image files: decoded on all cores, scored in batches.</summary>
    /// <returns>The faces of each file, the largest first, in the order of the paths; empty where no face was found.</returns>
    /// <inheritdoc cref="PredictBatch(IEnumerable{string}, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<EmotionPrediction>> PredictFacesBatch(
        IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        predictor.FacesBatch(ImageSource.FromFiles(paths), cancellationToken);

    /// <summary>Predicts the emotions of all faces in many images: searched on all cores, scored in batches.</summary>
    /// <returns>The faces of each image, the largest first, in the order of the images; empty where no face was found.</returns>
    /// <inheritdoc cref="PredictBatch(IEnumerable{InputImage}, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<EmotionPrediction>> PredictFacesBatch(
        IEnumerable<InputImage> images, CancellationToken cancellationToken = default) =>
        predictor.FacesBatch(ImageSource.FromImages(images), cancellationToken);

    /// <summary>
    /// Disposes the predictor: later calls throw <see cref="ObjectDisposedException"/>. Does not wait: calls in flight complete, and the
    /// last one disposes the model if the predictor loaded it. A second call does nothing.
    /// </summary>
    public void Dispose() => predictor.Dispose();
}
