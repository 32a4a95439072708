using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using FerNet.Faces.Framing;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>Computes answers from images. Thread-safe, also during disposal: calls in flight complete.</summary>
internal sealed class ImagePredictor : IDisposable
{
    private readonly EmotionModel model;
    private readonly EmotionPredictorOptions options;
    private readonly FaceFinder finder;
    private readonly PriorAdjustment? priorAdjustment;
    private readonly SemaphoreSlim? concurrencyLimit;
    private readonly ResourceLifetime lifetime;

    /// <param name="model">The model.</param>
    /// <param name="options">The settings.</param>
    /// <param name="ownsModel">Whether the model is disposed with the predictor.</param>
    public ImagePredictor(EmotionModel model, EmotionPredictorOptions options, bool ownsModel)
    {
        this.model = model;
        this.options = options;
        finder = new FaceFinder(options);
        priorAdjustment = PriorAdjustment.From(options);
        concurrencyLimit = options.MaxConcurrentImages > 0 ? new SemaphoreSlim(options.MaxConcurrentImages) : null;
        lifetime = new ResourceLifetime(nameof(EmotionPredictor), () =>
        {
            finder.Dispose();
            concurrencyLimit?.Dispose();
            if (ownsModel) model.Dispose();
        });
    }

    /// <summary>The answer for the largest face.</summary>
    public EmotionPrediction Largest(ImageContent source, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        return Answer(
            Find(source, ProcessorSlot.Take(cancellationToken, concurrencyLimit), LargestPatch, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// The answer for the largest face of an image that is read asynchronously. Reading and the wait for a processor do not block a thread;
    /// the wait for a run of a network does.
    /// </summary>
    public async Task<EmotionPrediction> LargestAsync(Func<Task<byte[]>> read, string name, CancellationToken cancellationToken)
    {
        EnterLifetimes().Dispose();
        ImageContent source = new(await read().ConfigureAwait(false), name);
        using CallInFlight call = Enter();
        ProcessorSlot slot = await ProcessorSlot.TakeAsync(cancellationToken, concurrencyLimit).ConfigureAwait(false);
        return Answer(Find(source, slot, LargestPatch, cancellationToken), cancellationToken);
    }

    /// <summary>The answers for all faces, the largest first.</summary>
    public IReadOnlyList<EmotionPrediction> All(ImageContent source, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        (byte[] patches, FramedFace[] faces) =
            Find(source, ProcessorSlot.Take(cancellationToken, concurrencyLimit), AllPatches, cancellationToken);
        return Answers(patches, faces, imageCount: 1, cancellationToken);
    }

    /// <summary>The answers for all faces of an image that is read asynchronously.</summary>
    public async Task<IReadOnlyList<EmotionPrediction>> AllAsync(Func<Task<byte[]>> read, string name, CancellationToken cancellationToken)
    {
        EnterLifetimes().Dispose();
        ImageContent source = new(await read().ConfigureAwait(false), name);
        using CallInFlight call = Enter();
        ProcessorSlot slot = await ProcessorSlot.TakeAsync(cancellationToken, concurrencyLimit).ConfigureAwait(false);
        (byte[] patches, FramedFace[] faces) = Find(source, slot, AllPatches, cancellationToken);
        return Answers(patches, faces, imageCount: 1, cancellationToken);
    }

    /// <summary>Explains the answer for the largest face.</summary>
    public EmotionExplanation Explain(ImageContent source, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        (byte[] Patch, FramedFace Face) face =
            Find(source, ProcessorSlot.Take(cancellationToken, concurrencyLimit), LargestPatch, cancellationToken);
        EmotionPrediction answer = Answer(face, cancellationToken);
        return new EmotionExplanation
        {
            Prediction = answer,
            Patch = face.Patch,
            Relevance = Occlusion.ComputeRelevance(patches => Score(patches, cancellationToken), face.Patch, (int)answer.Emotion),
        };
    }

    /// <summary>The answers for whole patches.</summary>
    public IReadOnlyList<EmotionPrediction> ScorePatches(ReadOnlySpan<byte> patches)
    {
        using CallInFlight call = Enter();
        int count = patches.Length / FacePatch.PixelCount;
        return Answers(patches, new FramedFace?[count], imageCount: count, CancellationToken.None);
    }

    /// <summary>The answers for the largest faces of many images, in order.</summary>
    public IReadOnlyList<EmotionPrediction> Batch(IEnumerable<ImageSource> items, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        (byte[] Patch, FramedFace Face)[] faces = Read(items, LargestPatch, cancellationToken);
        return Answers(
            faces.SelectMany(face => face.Patch).ToArray(), [.. faces.Select(face => face.Face)], faces.Length, cancellationToken);
    }

    /// <summary>The answers for all faces of many images, in the order of the images, the largest face of each first.</summary>
    public IReadOnlyList<IReadOnlyList<EmotionPrediction>> FacesBatch(IEnumerable<ImageSource> items, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        ImagePatches[] images = Read(items, AllPatches, cancellationToken);
        return Array.AsReadOnly(AnswersByImage(images, images.Length, cancellationToken));
    }

    /// <summary>The answers for many images in concurrent stages; see <see cref="ScorePipeline"/>.</summary>
    public IAsyncEnumerable<ScoredImage> Stream(IAsyncEnumerable<ImageSource> images, ScoreOptions scoring,
        CancellationToken cancellationToken) => ScorePipeline.Run(this, scoring, images, cancellationToken);

    /// <summary>Reads, decodes and searches one of many images, in a call that <see cref="Enter"/> began.</summary>
    public async Task<(ImagePatches Patches, string? Warning)> SearchAsync(ImageSource source, CancellationToken cancellationToken)
    {
        ImageContent content = source.Open();
        ProcessorSlot slot = await ProcessorSlot.TakeAsync(cancellationToken, concurrencyLimit).ConfigureAwait(false);
        return Find(content, slot, (image, stop) => (AllPatches(image, stop), image.Warning), cancellationToken);
    }

    /// <summary>The answers for all faces of searched images, scored together, in a call that <see cref="Enter"/> began.</summary>
    /// <param name="images">The faces of each image.</param>
    /// <param name="imageCount">The number of images that could be read.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    public IReadOnlyList<EmotionPrediction>[] AnswersByImage(
        IReadOnlyList<ImagePatches> images, int imageCount, CancellationToken cancellationToken)
    {
        ReadOnlyCollection<EmotionPrediction> answers = Answers(
            images.SelectMany(image => image.Patches).ToArray(), [.. images.SelectMany(image => image.Faces)], imageCount,
            cancellationToken);
        int next = 0;
        return [.. images.Select(image =>
        {
            EmotionPrediction[] own = [.. answers.Skip(next).Take(image.Faces.Length)];
            next += own.Length;
            return Array.AsReadOnly(own);
        })];
    }

    /// <summary>The tracked faces of each frame. A frame without a face gives an empty list, even where faces are required.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TrackedFace>> Track(
        IAsyncEnumerable<InputImage> frames, FaceTrackingOptions tracking,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        FaceTracker tracker = new(tracking, options.MinConfidence);
        await foreach (InputImage frame in frames.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tracker.SetFrameSize(frame.Width, frame.Height);
            yield return tracker.Next(InFrame(frame, cancellationToken));
        }
    }

    /// <summary>Refuses later calls; owned resources are released when calls in flight have ended.</summary>
    public void Dispose() => lifetime.Dispose();

    private ReadOnlyCollection<EmotionPrediction> InFrame(InputImage frame, CancellationToken cancellationToken)
    {
        using CallInFlight call = Enter();
        (byte[] patches, FramedFace[] faces) =
            Find(new ImageContent(frame), ProcessorSlot.Take(cancellationToken, concurrencyLimit), PatchesOfFrame, cancellationToken);
        return Answers(patches, faces, imageCount: 1, cancellationToken);
    }

    /// <summary>Decodes images and finds their faces on all cores.</summary>
    private T[] Read<T>(IEnumerable<ImageSource> items, Func<InputImage, CancellationToken, T> find, CancellationToken cancellationToken)
    {
        try
        {
            return [.. items.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(item =>
                item.NameErrorsOf(() =>
                    Find(item.Open(), ProcessorSlot.Take(cancellationToken, concurrencyLimit), find, cancellationToken)))];
        }
        catch (AggregateException error)
        {
            // Several images may fail at once, but the documented exceptions are those of one image.
            ExceptionDispatchInfo.Throw(error.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException)
                ?? error.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>Decodes an image and finds its faces.</summary>
    /// <param name="source">The image.</param>
    /// <param name="slot">The processor slot; it is released.</param>
    /// <param name="find">Finds faces and crops their patches.</param>
    /// <param name="cancellationToken">Checked between decoding and search, and during the search.</param>
    private T Find<T>(ImageContent source, ProcessorSlot slot, Func<InputImage, CancellationToken, T> find,
        CancellationToken cancellationToken)
    {
        InputImage image;
        using (slot.OnThisThread())
        {
            cancellationToken.ThrowIfCancellationRequested();
            image = source.Decode(options.MaxPixels);
            cancellationToken.ThrowIfCancellationRequested();
            if (!finder.HasApplicationDetector) return find(image, cancellationToken);
        }
        // A detector of the application may block, or call a predictor that needs a slot of its own, so its images are not limited.
        return find(image, cancellationToken);
    }

    private (byte[] Patch, FramedFace Face) LargestPatch(InputImage image, CancellationToken cancellationToken)
    {
        FramedFace face = finder.Largest(image, cancellationToken);
        return (FaceFinder.Patch(image, face.Crop), face with { Warning = image.Warning });
    }

    private ImagePatches AllPatches(InputImage image, CancellationToken cancellationToken) =>
        AllPatches(image, mayBeNone: false, cancellationToken);

    private ImagePatches PatchesOfFrame(InputImage frame, CancellationToken cancellationToken) =>
        AllPatches(frame, mayBeNone: true, cancellationToken);

    private ImagePatches AllPatches(InputImage image, bool mayBeNone, CancellationToken cancellationToken)
    {
        FramedFace[] faces = [.. finder.All(image, mayBeNone, cancellationToken).Select(face => face with { Warning = image.Warning })];
        return new ImagePatches([.. faces.SelectMany(face => FaceFinder.Patch(image, face.Crop))], faces);
    }

    private EmotionPrediction Answer((byte[] Patch, FramedFace Face) face, CancellationToken cancellationToken) =>
        Answers(face.Patch, [face.Face], imageCount: 1, cancellationToken)[0];

    private ReadOnlyCollection<EmotionPrediction> Answers(ReadOnlySpan<byte> patches, FramedFace?[] faces, int imageCount,
        CancellationToken cancellationToken)
    {
        float[] scores = Score(patches, cancellationToken);
        PredictionTelemetry.CountAnswers(imageCount, faces.Length, model.Card.Name);
        return Array.AsReadOnly(scores.Chunk(EmotionExtensions.Count).Select((row, i) => Answer(row, faces[i])).ToArray());
    }

    private EmotionPrediction Answer(float[] scores, FramedFace? face) => new(scores, options.MinConfidence)
    {
        Box = face?.Face?.Box,
        DetectionConfidence = face?.Face?.Confidence,
        Landmarks = face?.Face?.Landmarks,
        Crop = face?.Crop,
        Warning = face?.Warning,
    };

    /// <summary>The probabilities [N * 7], after averaging of versions and adjustment of the prior.</summary>
    private float[] Score(ReadOnlySpan<byte> patches, CancellationToken cancellationToken)
    {
        using TimedStep step = PredictionTelemetry.BeginScore();
        float[] scores = NetworkScores(patches, cancellationToken);
        priorAdjustment?.Apply(scores);
        return scores;
    }

    private float[] NetworkScores(ReadOnlySpan<byte> patches, CancellationToken cancellationToken)
    {
        if (!options.AverageMirrorImage && !options.AverageTighterCrop) return model.ScoreInCall(patches, cancellationToken);
        return FaceViews.Mean(
            [.. FaceViews.Create(patches, options.AverageMirrorImage, options.AverageTighterCrop)
                .Select(view => model.ScoreInCall(view, cancellationToken))]);
    }

    /// <summary>Begins a call: neither the predictor nor the model, which the caller may own, is released before the call ends.</summary>
    public CallInFlight Enter() => EnterLifetimes() with { Activity = PredictionTelemetry.BeginPredict() };

    private CallInFlight EnterLifetimes()
    {
        ResourceLifetime.Call own = lifetime.Enter();
        try
        {
            return new CallInFlight(own, model.EnterCall());
        }
        catch (ObjectDisposedException)
        {
            own.Dispose();
            throw;
        }
    }

    internal readonly struct CallInFlight(ResourceLifetime.Call own, ResourceLifetime.Call ofModel) : IDisposable
    {
        /// <summary>The activity of the call; null where there is no listener.</summary>
        public Activity? Activity { private get; init; }

        public void Dispose()
        {
            Activity?.Dispose();
            ofModel.Dispose();
            own.Dispose();
        }
    }
}
