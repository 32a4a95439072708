using FerNet.Pictures;
using FerNet.Prediction;
using Microsoft.ML.Data;

namespace FerNet;

/// <summary>Says which emotion a face shows.</summary>
/// <remarks>
/// <para>Takes PNG, JPEG, WebP, BMP and GIF (the first frame) of any size up to 100 megapixels, in colour or grey; EXIF orientation is applied,
/// transparent parts are laid on white. The largest centred square of the picture is taken for the face.</para>
/// <para>Thread-safe: one predictor serves any number of threads without locks. Make one, keep it, dispose it at the end.</para>
/// </remarks>
public sealed class EmotionPredictor : IDisposable
{
    private readonly EmotionModel model;
    private readonly bool ownsModel;
    private readonly EmotionPredictorOptions options;

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
    }

    /// <summary>What the model says about itself.</summary>
    public ModelCard Card => model.Card;

    /// <summary>A predictor with the model that ships with the package; nothing is downloaded.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public static EmotionPredictor CreateDefault(EmotionPredictorOptions? options = null) =>
        new(EmotionModel.LoadShipped("default", options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip.</summary>
    /// <param name="path">The zip that <see cref="EmotionModel.Save(string)"/> wrote.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(string path, EmotionPredictorOptions? options) =>
        new(EmotionModel.Load(path, options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip with the default settings.</summary>
    /// <param name="path">The zip that <see cref="EmotionModel.Save(string)"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(string path) => Load(path, options: null);

    /// <summary>Loads a model's zip from a stream, which stays open.</summary>
    /// <param name="stream">The zip, from its beginning.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(Stream stream, EmotionPredictorOptions? options) =>
        new(EmotionModel.Load(stream, options?.Threads ?? 0), options, ownsModel: true);

    /// <summary>Loads a model's zip from a stream, which stays open, with the default settings.</summary>
    /// <param name="stream">The zip, from its beginning.</param>
    /// <exception cref="InvalidDataException">The content is damaged, foreign or newer; the message says which.</exception>
    public static EmotionPredictor Load(Stream stream) => Load(stream, options: null);

    /// <summary>The emotion of the face in a picture file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no picture, damaged or too large; the message says which.</exception>
    public EmotionPrediction Predict(string path) => PredictPicture(PictureReader.FromFile(path));

    /// <summary>The emotion of the face in an encoded picture.</summary>
    /// <param name="encoded">The bytes of a picture file.</param>
    /// <exception cref="InvalidDataException">The bytes are no picture, damaged or too large; the message says which.</exception>
    public EmotionPrediction Predict(ReadOnlySpan<byte> encoded) => PredictPicture(PictureDecoder.Decode(encoded, "The picture"));

    /// <inheritdoc cref="Predict(ReadOnlySpan{byte})"/>
    public EmotionPrediction Predict(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Predict(encoded.AsSpan());
    }

    /// <summary>The emotion of the face in an encoded picture that is read from a stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">The content is no picture, damaged or too large; the message says which.</exception>
    public EmotionPrediction Predict(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PredictPicture(PictureDecoder.Decode(stream, "The stream"));
    }

    /// <summary>The emotion of the face in an ML.NET picture, which stays the caller's.</summary>
    public EmotionPrediction Predict(MLImage image) => PredictPicture(PictureReader.FromImage(image));

    /// <summary>The emotion of a patch: [48, 48] grey levels, row by row, 0 black to 255 white.</summary>
    /// <exception cref="ArgumentException">The patch has not 2,304 levels.</exception>
    public EmotionPrediction PredictPatch(ReadOnlySpan<byte> patch) => patch.Length == FacePatch.PixelCount
        ? PredictPatches(patch)[0]
        : throw new ArgumentException($"The patch has {patch.Length:N0} grey levels; it needs {FacePatch.PixelCount:N0} (48 x 48).", nameof(patch));

    /// <summary>The emotions of many patches, scored in batches: [N, 48, 48] grey levels, one patch after the other.</summary>
    /// <returns>One answer for each patch, in order; none for none.</returns>
    /// <exception cref="ArgumentException">The levels are not whole patches.</exception>
    public IReadOnlyList<EmotionPrediction> PredictPatches(ReadOnlySpan<byte> patches)
    {
        if (patches.Length % FacePatch.PixelCount != 0)
        {
            throw new ArgumentException($"{patches.Length:N0} grey levels are not whole patches; each needs {FacePatch.PixelCount:N0} (48 x 48).", nameof(patches));
        }
        float[] scores = Score(patches);
        return Array.AsReadOnly(scores.Chunk(Emotions.Count).Select(row => new EmotionPrediction(row, face: null, options.MinimumConfidence)).ToArray());
    }

    /// <summary>The emotions of the faces in many picture files: decoded on all cores, scored in batches.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    /// <returns>One answer for each path, in order.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no picture, damaged or too large; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        byte[][] patches = [.. paths.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(Read)];
        return PredictPatches(patches.SelectMany(patch => patch).ToArray());

        static byte[] Read(string path) => PatchCutter.Whole(PictureReader.FromFile(path));
    }

    /// <summary>Frees the model where the predictor loaded it.</summary>
    public void Dispose()
    {
        if (ownsModel) model.Dispose();
    }

    private EmotionPrediction PredictPicture(GreyPicture picture) => PredictPatches(PatchCutter.Whole(picture))[0];

    private float[] Score(ReadOnlySpan<byte> patches)
    {
        float[] scores = model.Score(patches);
        if (!options.AverageMirrorImage) return scores;
        float[] mirrored = model.Score(MirrorImage.Of(patches));
        for (int i = 0; i < scores.Length; i++) scores[i] = (scores[i] + mirrored[i]) / 2;
        return scores;
    }
}
