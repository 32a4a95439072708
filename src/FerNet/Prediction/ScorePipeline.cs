using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace FerNet.Prediction;

/// <summary>
/// Scores a stream of images in concurrent stages: several workers read, decode and search images, and their faces are scored in batches.
/// Only sources, patches and answers wait between stages, never decoded images.
/// </summary>
/// <param name="predictor">Searches and scores.</param>
/// <param name="options">The order of the results, and the limit of images in flight.</param>
internal sealed class ScorePipeline(ImagePredictor predictor, ScoreOptions options) : IDisposable
{
    private const int ScoringBatchSize = 64;

    /// <summary>Counts the images that may still be started, up to <see cref="ScoreOptions.MaxImagesInFlight"/>.</summary>
    private readonly SemaphoreSlim places = new(options.MaxImagesInFlight);

    private readonly Channel<(long Index, ImageSource Source)> queued = CreateChannel<(long, ImageSource)>(options);
    private readonly Channel<SearchedImage> searched = CreateChannel<SearchedImage>(options);
    private readonly Channel<(long Index, ScoredImage Image)> scored = CreateChannel<(long, ScoredImage)>(options);
    private ExceptionDispatchInfo? failure;

    /// <summary>The results; each enumeration has a pipeline of its own.</summary>
    public static async IAsyncEnumerable<ScoredImage> Run(ImagePredictor predictor, ScoreOptions options,
        IAsyncEnumerable<ImageSource> images, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using ScorePipeline pipeline = new(predictor, options);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task stages = pipeline.RunStages(images, stop);
        try
        {
            Dictionary<long, ScoredImage> waiting = [];
            long next = 0;
            // Without a token: the stages complete the channel, also when they are canceled.
            await foreach ((long index, ScoredImage image)
                in pipeline.scored.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                waiting.Add(options.KeepOrder ? index : next, image);
                while (waiting.Remove(next, out ScoredImage? ready))
                {
                    next++;
                    pipeline.places.Release();
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return ready;
                }
            }
            cancellationToken.ThrowIfCancellationRequested();
            pipeline.failure?.Throw();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await stages.ConfigureAwait(false);
        }
    }

    public void Dispose() => places.Dispose();

    /// <summary>Each channel holds at most as many items as images may be in flight.</summary>
    private static Channel<T> CreateChannel<T>(ScoreOptions options) => Channel.CreateBounded<T>(options.MaxImagesInFlight);

    private Task RunStages(IAsyncEnumerable<ImageSource> images, CancellationTokenSource stop)
    {
        // Twice as many as processors: while some wait for their files, others search. ProcessorSlot bounds how many search.
        int workers = Math.Min(2 * Environment.ProcessorCount, options.MaxImagesInFlight);
        return Task.WhenAll(
            RunStage(() => Queue(images, stop.Token), queued, stop),
            RunStage(() => Task.WhenAll(Enumerable.Repeat(() => Search(stop.Token), workers).Select(search => Stoppable(search, stop))),
                searched, stop),
            RunStage(() => Score(stop.Token), scored, stop));
    }

    /// <summary>Runs a stage and then completes its channel. A failure is stored and cancels the other stages.</summary>
    private async Task RunStage<T>(Func<Task> stage, Channel<T> output, CancellationTokenSource stop)
    {
        await Stoppable(stage, stop).ConfigureAwait(false);
        output.Writer.Complete();
    }

    private async Task Stoppable(Func<Task> work, CancellationTokenSource stop)
    {
        try
        {
            await Task.Run(work).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task Queue(IAsyncEnumerable<ImageSource> images, CancellationToken cancellationToken)
    {
        long index = 0;
        IAsyncEnumerator<ImageSource> source = images.GetAsyncEnumerator(cancellationToken);
        await using (source.ConfigureAwait(false))
        {
            while (true)
            {
                await places.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (!await source.MoveNextAsync().ConfigureAwait(false)) return;
                await queued.Writer.WriteAsync((index++, source.Current), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task Search(CancellationToken cancellationToken)
    {
        await foreach ((long index, ImageSource source) in queued.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await searched.Writer.WriteAsync(await Search(index, source, cancellationToken).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<SearchedImage> Search(long index, ImageSource source, CancellationToken cancellationToken)
    {
        using ImagePredictor.CallInFlight call = predictor.Enter();
        try
        {
            (ImagePatches patches, string? warning) = await predictor.SearchAsync(source, cancellationToken).ConfigureAwait(false);
            return new SearchedImage(index, source.Name, patches, warning, Error: null);
        }
        catch (Exception error) when (IsOfOneImage(error, cancellationToken))
        {
            return new SearchedImage(index, source.Name, ImagePatches.None, Warning: null, error.Message);
        }
    }

    private async Task Score(CancellationToken cancellationToken)
    {
        while (await searched.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            List<SearchedImage> batch = [];
            for (int faces = 0; faces < ScoringBatchSize && searched.Reader.TryRead(out SearchedImage? image);)
            {
                batch.Add(image);
                faces += image.Patches.Faces.Length;
            }
            foreach ((SearchedImage image, ScoredImage result) in batch.Zip(Score(batch, cancellationToken)))
                await scored.Writer.WriteAsync((image.Index, result), cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<ScoredImage> Score(IReadOnlyList<SearchedImage> batch, CancellationToken cancellationToken)
    {
        using ImagePredictor.CallInFlight call = predictor.Enter();
        try
        {
            return [.. batch.Zip(predictor.AnswersByImage(
                [.. batch.Select(image => image.Patches)], batch.Count(image => image.Error is null), cancellationToken),
                (image, faces) => new ScoredImage { Name = image.Name, Faces = faces, Error = image.Error, Warning = image.Warning })];
        }
        catch (Exception error) when (IsOfOneImage(error, cancellationToken))
        {
            // One image of the batch caused the error; the others are scored without it.
            return batch is [SearchedImage single]
                ? [new ScoredImage { Name = single.Name, Error = single.Error ?? error.Message, Warning = single.Warning }]
                : [.. batch.SelectMany(image => Score([image], cancellationToken))];
        }
    }

    /// <summary>
    /// Whether an error concerns one image only, so that the stream continues: not on cancellation, nor where every image would fail.
    /// </summary>
    private static bool IsOfOneImage(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && error is not (DllNotFoundException or BadImageFormatException or TypeInitializationException or OutOfMemoryException);

    private sealed record SearchedImage(long Index, string Name, ImagePatches Patches, string? Warning, string? Error);
}
