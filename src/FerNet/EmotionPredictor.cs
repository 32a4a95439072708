using FerNet.Imaging;
using FerNet.Models;
using FerNet.Prediction;
using Microsoft.ML.Data;

namespace FerNet;

/// <summary>Says which emotion a face shows.</summary>
/// <remarks>
/// <para>Takes PNG, JPEG, WebP, BMP and GIF (the first frame) of any size up to <see cref="EmotionPredictorOptions.MaxPixels"/>, in color
/// or gray; EXIF orientation is applied, transparent parts are laid on white. Faces are found by <see cref="FaceDetector"/> unless the
/// options say otherwise.</para>
/// <para>Thread-safe: one predictor serves any number of threads. Make one, keep it, dispose it at the end. As many images are decoded
/// and searched at once as the process may use processors; further calls wait, so that memory stays bounded; a detector
/// of the application bounds its own searches.</para>
/// </remarks>
public sealed partial class EmotionPredictor : IEmotionPredictor, IDisposable
{
    private readonly EmotionModel model;
    private readonly ImagePredictor predictor;

    /// <summary>Makes a predictor around a model that stays the caller's to dispose.</summary>
    /// <param name="model">A trained model; its own session holds, not <see cref="EmotionPredictorOptions.Threads"/>.</param>
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

    /// <summary>What the model says about itself.</summary>
    public ModelCard Card => model.Card;

    /// <summary>A predictor with the model that ships with the package; nothing is downloaded.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateDefault(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("default", options?.SessionSettings ?? default), options, ownsModel: true);

    /// <summary>
    /// A predictor with the small model that ships with the package, for phones and cameras; see <see cref="EmotionModel.LoadFast"/>.
    /// </summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateFast(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("fast", options?.SessionSettings ?? default), options, ownsModel: true);

    /// <summary>Loads a model's zip, or its exported graph.</summary>
    /// <param name="path">The zip that <see cref="EmotionModel.Save(string)"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign, newer or too large; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionPredictor Load(string path, EmotionPredictorOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new(EmotionModel.Load(path, new LoadLimits(), options?.SessionSettings ?? default, cancellationToken), options, ownsModel: true);

    /// <summary>Loads a model's zip, or its exported graph, from a stream, which stays open.</summary>
    /// <param name="stream">The zip or the graph, from its beginning to the stream's end.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading of the stream.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign, newer or too large; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static EmotionPredictor Load(Stream stream, EmotionPredictorOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new(EmotionModel.Load(stream, new LoadLimits(), options?.SessionSettings ?? default, cancellationToken), options, ownsModel: true);

    /// <summary>The emotion of the largest face in an image file.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs: a decoding, or one run of a
    /// network.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(string path, CancellationToken cancellationToken = default) =>
        predictor.Largest(ImageContent.FromFile(path), cancellationToken);

    /// <summary>The emotion of the largest face in an encoded image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(ReadOnlySpan<byte> encoded, CancellationToken cancellationToken = default) =>
        Predict(encoded.ToArray(), cancellationToken);

    /// <inheritdoc cref="Predict(ReadOnlySpan{byte}, CancellationToken)"/>
    public EmotionPrediction Predict(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.Largest(new ImageContent(encoded), cancellationToken);

    /// <summary>The emotion of the largest face in an encoded image that is read from a stream, which stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="InvalidDataException">The content is no image, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.Largest(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>
    /// The emotion of the largest face in an encoded image, read without blocking from a stream, which stays open: for the body of a
    /// request. Reading, and waiting until a processor is free, are asynchronous; decoding, searching and scoring then run on the calling
    /// thread.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="InvalidDataException">The content is no image, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return predictor.LargestAsync(() => InputImage.ReadAllAsync(stream, cancellationToken), "The stream", cancellationToken);
    }

    /// <summary>The emotion of the largest face in an ML.NET image, which stays the caller's.</summary>
    /// <remarks>
    /// <see cref="MLImage"/> does not turn a photograph upright and does not keep its EXIF orientation, so a photograph of a phone may lie
    /// on its side here. Use <see cref="Predict(string, CancellationToken)"/>, which turns it, where the file is at hand.
    /// </remarks>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(MLImage image, CancellationToken cancellationToken = default) =>
        Predict(InputImage.FromImage(image), cancellationToken);

    /// <summary>The emotion of the largest face in an image.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not hold for it.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.Largest(new ImageContent(image), cancellationToken);

    /// <summary>The emotions of all faces in an image file, the largest face first.</summary>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(string path, CancellationToken cancellationToken = default) =>
        predictor.All(ImageContent.FromFile(path), cancellationToken);

    /// <summary>The emotions of all faces in an encoded image, the largest face first.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(ReadOnlySpan<byte> encoded, CancellationToken cancellationToken = default) =>
        PredictFaces(encoded.ToArray(), cancellationToken);

    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.All(new ImageContent(encoded), cancellationToken);

    /// <summary>The emotions of all faces in an encoded image that is read from a stream, which stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public IReadOnlyList<EmotionPrediction> PredictFaces(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.All(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>
    /// The emotions of all faces in an encoded image, read without blocking from a stream, which stays open, see
    /// <see cref="PredictAsync"/>; the largest face first.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <inheritdoc cref="PredictFaces(ReadOnlySpan{byte}, CancellationToken)"/>
    public Task<IReadOnlyList<EmotionPrediction>> PredictFacesAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return predictor.AllAsync(() => InputImage.ReadAllAsync(stream, cancellationToken), "The stream", cancellationToken);
    }

    /// <summary>The emotions of all faces in an image, the largest face first.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not hold for it.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.All(new ImageContent(image), cancellationToken);

    /// <summary>
    /// Why the largest face in an image file was answered as it was: scores the face some 150 times with parts of it hidden.
    /// </summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)"/>
    public EmotionExplanation Explain(string path, CancellationToken cancellationToken = default) =>
        predictor.Explain(ImageContent.FromFile(path), cancellationToken);

    /// <summary>Why the largest face in an encoded image was answered as it was.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <inheritdoc cref="Explain(InputImage, CancellationToken)"/>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or too large; the message says which.</exception>
    public EmotionExplanation Explain(byte[] encoded, CancellationToken cancellationToken = default) =>
        predictor.Explain(new ImageContent(encoded), cancellationToken);

    /// <summary>Why the largest face in an encoded image was answered as it was; the stream stays open.</summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <inheritdoc cref="Explain(InputImage, CancellationToken)"/>
    /// <exception cref="InvalidDataException">The content is no image, damaged or too large; the message says which.</exception>
    public EmotionExplanation Explain(Stream stream, CancellationToken cancellationToken = default) =>
        predictor.Explain(ImageContent.FromStream(stream), cancellationToken);

    /// <summary>Why the largest face in an image was answered as it was: scores the face some 150 times with parts of it hidden.</summary>
    /// <param name="image">A decoded image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not hold for it.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native call that runs.</param>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public EmotionExplanation Explain(InputImage image, CancellationToken cancellationToken = default) =>
        predictor.Explain(new ImageContent(image), cancellationToken);

    /// <summary>The emotion of a patch: [48, 48] gray levels, row by row, 0 black to 255 white.</summary>
    /// <exception cref="ArgumentException">The patch has not 2,304 levels.</exception>
    public EmotionPrediction PredictPatch(ReadOnlySpan<byte> patch) => patch.Length == FacePatch.PixelCount
        ? PredictPatches(patch)[0]
        : throw new ArgumentException(
            Invariant($"The patch has {patch.Length:N0} gray levels; it needs {FacePatch.PixelCount:N0} (48 x 48)."), nameof(patch));

    /// <summary>The emotions of many patches, scored in batches: [N, 48, 48] gray levels, one patch after the other.</summary>
    /// <returns>One answer for each patch, in order; none for none.</returns>
    /// <exception cref="ArgumentException">The levels are not whole patches.</exception>
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

    /// <summary>The emotions of the largest faces in many image files: decoded on all cores, scored in batches.</summary>
    /// <param name="paths">PNG, JPEG, WebP, BMP or GIF.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native calls that run.</param>
    /// <returns>One answer for each path, in order.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no image, damaged or too large; the message names it.</exception>
    /// <exception cref="NoFaceException">No face was found in a file, and the options require one; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        predictor.Batch(ImageSource.FromFiles(paths), cancellationToken);

    /// <summary>The emotions of the largest faces in many images: searched on all cores, scored in batches.</summary>
    /// <param name="images">Decoded images.</param>
    /// <param name="cancellationToken">Stops the call, at the latest at the end of the native calls that run.</param>
    /// <returns>One answer for each image, in order.</returns>
    /// <exception cref="NoFaceException">No face was found in an image, and the options require one; the message says in which.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<InputImage> images, CancellationToken cancellationToken = default) =>
        predictor.Batch(ImageSource.FromImages(images), cancellationToken);

    /// <summary>The emotions of all faces in many image files: decoded on all cores, all faces scored in batches.</summary>
    /// <returns>The faces of each file, the largest first, in the order of the paths; none where none was found.</returns>
    /// <inheritdoc cref="PredictBatch(IEnumerable{string}, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<EmotionPrediction>> PredictFacesBatch(
        IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        predictor.FacesBatch(ImageSource.FromFiles(paths), cancellationToken);

    /// <summary>The emotions of all faces in many images: searched on all cores, all faces scored in batches.</summary>
    /// <returns>The faces of each image, the largest first, in the order of the images; none where none was found.</returns>
    /// <inheritdoc cref="PredictBatch(IEnumerable{InputImage}, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<EmotionPrediction>> PredictFacesBatch(
        IEnumerable<InputImage> images, CancellationToken cancellationToken = default) =>
        predictor.FacesBatch(ImageSource.FromImages(images), cancellationToken);

    /// <summary>
    /// Refuses later calls with <see cref="ObjectDisposedException"/>. Does not wait: calls in flight go on to their end, and the last of
    /// them frees the model where the predictor loaded it. A second time does nothing.
    /// </summary>
    public void Dispose() => predictor.Dispose();
}
