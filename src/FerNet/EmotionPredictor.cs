using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using FerNet.Checks;
using FerNet.Faces.Framing;
using FerNet.Prediction;
using Microsoft.ML.Data;

namespace FerNet;

/// <summary>Says which emotion a face shows.</summary>
/// <remarks>
/// <para>Takes PNG, JPEG, WebP, BMP and GIF (the first frame) of any size up to 100 megapixels, in colour or grey; EXIF orientation is applied,
/// transparent parts are laid on white. Faces are found by <see cref="FaceDetector"/> unless the options say otherwise.</para>
/// <para>Thread-safe: one predictor serves any number of threads without locks. Make one, keep it, dispose it at the end.</para>
/// </remarks>
public sealed class EmotionPredictor : IDisposable
{
    private readonly EmotionModel model;
    private readonly bool ownsModel;
    private readonly EmotionPredictorOptions options;
    private readonly FaceFinder finder;
    private bool isDisposed;

    /// <summary>Makes a predictor around a model that stays the caller's to dispose.</summary>
    /// <param name="model">A trained model; its own number of threads holds, not <see cref="EmotionPredictorOptions.Threads"/>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public EmotionPredictor(EmotionModel model, EmotionPredictorOptions? options = null)
        : this(model, options, ownsModel: false)
    {
    }

    private EmotionPredictor(EmotionModel model, EmotionPredictorOptions? options, bool ownsModel)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        this.ownsModel = ownsModel;
        this.options = options ?? new EmotionPredictorOptions();
        finder = new FaceFinder(this.options);
    }

    /// <summary>What the model says about itself.</summary>
    public ModelCard Card => model.Card;

    /// <summary>A predictor with the model that ships with the package; nothing is downloaded.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateDefault(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("default", options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>A predictor with the small model that ships with the package, for phones and cameras; see <see cref="EmotionModel.LoadFast"/>.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateFast(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("fast", options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip, or its exported graph.</summary>
    /// <param name="path">The zip that <see cref="EmotionModel.Save(string)"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(string path, EmotionPredictorOptions? options) =>
        new(EmotionModel.Load(path, options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip, or its exported graph, with the default settings.</summary>
    /// <param name="path">The zip that <see cref="EmotionModel.Save(string)"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(string path) => Load(path, options: null);

    /// <summary>Loads a model's zip, or its exported graph, from a stream, which stays open.</summary>
    /// <param name="stream">The zip, from its beginning.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(Stream stream, EmotionPredictorOptions? options) =>
        new(EmotionModel.Load(stream, options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip, or its exported graph, from a stream, which stays open, with the default settings.</summary>
    /// <param name="stream">The zip, from its beginning.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(Stream stream) => Load(stream, options: null);

    /// <summary>The emotion of the largest face in a picture file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionPrediction Predict(string path) => Predict(Picture.Load(path));

    /// <summary>The emotion of the largest face in an encoded picture.</summary>
    /// <param name="encoded">The bytes of a picture file.</param>
    /// <exception cref="InvalidDataException">The bytes are no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionPrediction Predict(ReadOnlySpan<byte> encoded) => Predict(Picture.Decode(encoded));

    /// <inheritdoc cref="Predict(ReadOnlySpan{byte})"/>
    public EmotionPrediction Predict(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Predict(encoded.AsSpan());
    }

    /// <summary>The emotion of the largest face in an encoded picture that is read from a stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">The content is no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionPrediction Predict(Stream stream) => Predict(Picture.Decode(stream));

    /// <summary>
    /// The emotion of the largest face in an encoded picture, read without blocking from a stream, which stays open: for the body of a request. Only the
    /// reading is asynchronous; for other calls, hand them what <see cref="Picture.DecodeAsync"/> read.
    /// </summary>
    /// <param name="stream">The picture file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The content is no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public async Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default) =>
        Predict(await Picture.DecodeAsync(stream, cancellationToken).ConfigureAwait(false));

    /// <summary>The emotion of the largest face in an ML.NET picture, which stays the caller's.</summary>
    /// <remarks>
    /// <see cref="MLImage"/> does not turn a photograph upright and does not keep its EXIF orientation, so a photograph of a phone may lie on its side here.
    /// Use <see cref="Predict(string)"/>, which turns it, where the file is at hand.
    /// </remarks>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionPrediction Predict(MLImage image) => Predict(Picture.FromImage(image));

    /// <summary>The emotion of the largest face in a picture.</summary>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionPrediction Predict(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        FramedFace face = Finder.Largest(picture);
        return Answers(FaceFinder.Patch(picture, face.Crop), [face])[0];
    }

    /// <summary>The emotions of all faces in a picture file, the largest face first.</summary>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(string path) => PredictFaces(Picture.Load(path));

    /// <summary>The emotions of all faces in an encoded picture, the largest face first.</summary>
    /// <param name="encoded">The bytes of a picture file.</param>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <exception cref="InvalidDataException">The bytes are no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(ReadOnlySpan<byte> encoded) => PredictFaces(Picture.Decode(encoded));

    /// <summary>The emotions of all faces in a picture, the largest face first.</summary>
    /// <returns>One answer for each face; none where none was found.</returns>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public IReadOnlyList<EmotionPrediction> PredictFaces(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        IReadOnlyList<FramedFace> faces = Finder.All(picture);
        return Answers([.. faces.SelectMany(face => FaceFinder.Patch(picture, face.Crop))], faces);
    }

    /// <summary>Why the largest face in a picture file was answered as it was: scores the face some 150 times with parts of it hidden.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionExplanation Explain(string path) => Explain(Picture.Load(path));

    /// <summary>Why the largest face in a picture was answered as it was: scores the face some 150 times with parts of it hidden.</summary>
    /// <exception cref="NoFaceException">No face was found, and the options require one.</exception>
    public EmotionExplanation Explain(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        FramedFace face = Finder.Largest(picture);
        byte[] patch = FaceFinder.Patch(picture, face.Crop);
        EmotionPrediction answer = Answers(patch, [face])[0];
        return new EmotionExplanation(answer, patch, Occlusion.Of(patches => Score(patches), patch, (int)answer.Emotion));
    }

    /// <summary>Follows the faces of a film or camera: frame by frame, all faces with smoothed probabilities and a number that stays theirs.</summary>
    /// <param name="frames">The frames in order, each disposed by nobody: a <see cref="Picture"/> needs no disposal.</param>
    /// <param name="options">How faces are followed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two frames.</param>
    /// <returns>The faces of each frame, the largest first; none where none was found. With <see cref="FaceSearch.Whole"/> each frame is one face.</returns>
    public async IAsyncEnumerable<IReadOnlyList<TrackedFace>> PredictStream(
        IAsyncEnumerable<Picture> frames, FaceTrackingOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        FaceTracker tracker = new(options ?? new FaceTrackingOptions(), this.options.MinimumConfidence);
        await foreach (Picture frame in frames.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<FramedFace> faces = Finder.All(frame, cancellationToken);
            yield return tracker.Next(Answers([.. faces.SelectMany(face => FaceFinder.Patch(frame, face.Crop))], faces));
        }
    }

    /// <summary>The emotion of a patch: [48, 48] grey levels, row by row, 0 black to 255 white.</summary>
    /// <exception cref="ArgumentException">The patch has not 2,304 levels.</exception>
    public EmotionPrediction PredictPatch(ReadOnlySpan<byte> patch) => patch.Length == FacePatch.PixelCount
        ? PredictPatches(patch)[0]
        : throw new ArgumentException(Invariant($"The patch has {patch.Length:N0} grey levels; it needs {FacePatch.PixelCount:N0} (48 x 48)."), nameof(patch));

    /// <summary>The emotions of many patches, scored in batches: [N, 48, 48] grey levels, one patch after the other.</summary>
    /// <returns>One answer for each patch, in order; none for none.</returns>
    /// <exception cref="ArgumentException">The levels are not whole patches.</exception>
    public IReadOnlyList<EmotionPrediction> PredictPatches(ReadOnlySpan<byte> patches)
    {
        if (patches.Length % FacePatch.PixelCount != 0)
        {
            throw new ArgumentException(Invariant($"{patches.Length:N0} grey levels are not whole patches; each needs {FacePatch.PixelCount:N0} (48 x 48)."), nameof(patches));
        }
        return Answers(patches, new FramedFace?[patches.Length / FacePatch.PixelCount]);
    }

    /// <summary>The emotions of the largest faces in many picture files: decoded on all cores, scored in batches.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    /// <returns>One answer for each path, in order.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no picture, damaged or too large; the message names it.</exception>
    /// <exception cref="NoFaceException">No face was found in a file, and the options require one; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        (byte[] Patch, FramedFace Face)[] faces;
        try
        {
            faces = [.. paths.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(Read)];
        }
        catch (AggregateException error)
        {
            // Several files may be bad at once; the caller is promised the kind of one.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
            throw;
        }
        return Answers(faces.SelectMany(face => face.Patch).ToArray(), [.. faces.Select(face => face.Face)]);

        (byte[] Patch, FramedFace Face) Read(string path)
        {
            Picture picture = Picture.Load(path);
            try
            {
                FramedFace face = Finder.Largest(picture, cancellationToken);
                return (FaceFinder.Patch(picture, face.Crop), face);
            }
            catch (NoFaceException error)
            {
                throw new NoFaceException($"{ForeignText.Quote(path)}: {error.Message}", error);
            }
        }
    }

    /// <summary>Frees the model where the predictor loaded it.</summary>
    public void Dispose()
    {
        isDisposed = true;
        finder.Dispose();
        if (ownsModel) model.Dispose();
    }

    /// <summary>The finder of a predictor that is still in use; its detector would be made anew otherwise.</summary>
    private FaceFinder Finder
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return finder;
        }
    }

    private ReadOnlyCollection<EmotionPrediction> Answers(ReadOnlySpan<byte> patches, IReadOnlyList<FramedFace?> faces)
    {
        float[] scores = Score(patches);
        return Array.AsReadOnly(scores.Chunk(Emotions.Count).Select((row, i) => Answer(row, faces[i])).ToArray());
    }

    private EmotionPrediction Answer(float[] scores, FramedFace? face) => new(scores, options.MinimumConfidence)
    {
        Box = face?.Face?.Box,
        DetectionConfidence = face?.Face?.Confidence,
        Landmarks = face?.Face?.Landmarks,
        Crop = face?.Crop,
    };

    private float[] Score(ReadOnlySpan<byte> patches)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!options.AverageMirrorImage && !options.AverageCloserCut) return model.Score(patches);
        return FaceViews.Mean([.. FaceViews.Of(patches, options.AverageMirrorImage, options.AverageCloserCut).Select(view => model.Score(view))]);
    }
}
