using System.Runtime.CompilerServices;
using FerNet.Drawing;
using FerNet.Faces;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

/// <summary>Streams of images: the answers of a plain loop, failures as results, and no more under way than asked for.</summary>
public sealed class ScoreStreamTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EmotionModel model = EmotionModel.LoadFast();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(true, 64)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task The_answers_are_those_of_a_plain_loop(bool keepOrder, int inFlight)
    {
        string[] files = [.. Enumerable.Range(0, 12).Select(i => folder.Write($"{i:00}.png", i % 4 == 3
            ? EncodedImages.Gray(new byte[90 * 60], 90, 60)
            : DrawnFaces.Png((Emotion)(i % 7), seed: i, side: i % 4 == 2 ? 48 : 160 + (20 * i))))];
        using EmotionPredictor predictor = new(model);
        List<ScoredImage> results = await Collect(predictor, files.Select(ImageSource.FromFile),
            new ScoreOptions { KeepOrder = keepOrder, MaxImagesInFlight = inFlight });

        Assert.Equal(files, keepOrder ? results.Select(result => result.Name) : results.Select(result => result.Name).Order());
        Assert.Contains(results, result => result.Faces.Count == 0);
        foreach (ScoredImage result in results)
        {
            IReadOnlyList<EmotionPrediction> expected = predictor.PredictFaces(result.Name);
            Assert.Null(result.Error);
            Assert.Equal(expected.Select(face => (face.Box, face.Landmarks)), result.Faces.Select(face => (face.Box, face.Landmarks)));
            Assert.All(expected.SelectMany(face => face.Probabilities).Zip(result.Faces.SelectMany(face => face.Probabilities)),
                pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Fact]
    public async Task Every_kind_of_source_is_read_and_a_second_enumeration_scores_anew()
    {
        byte[] png = DrawnFaces.Png(Emotion.Happy, seed: 5, side: 48);
        int opened = 0;
        ImageSource[] sources =
        [
            ImageSource.FromFile(folder.Write("a.png", png)), ImageSource.FromBytes(png, "b"),
            ImageSource.FromImage(InputImage.Decode(png), "c"),
            ImageSource.FromStream(() =>
            {
                opened++;
                return new MemoryStream(png);
            }, "d"),
        ];
        using EmotionPredictor predictor = new(model);
        IAsyncEnumerable<ScoredImage> stream = predictor.ScoreAsync(sources.ToAsyncEnumerable());
        foreach (int round in (int[])[1, 2])
        {
            ScoredImage[] results = await stream.ToArrayAsync();
            Assert.Equal([folder.File("a.png"), "b", "c", "d"], results.Select(result => result.Name));
            Assert.All(results, result => Assert.Equal(predictor.Predict(png), Assert.Single(result.Faces)));
            Assert.Equal(round, opened);
        }
    }

    [Fact]
    public async Task A_failed_image_is_a_result_with_its_reason()
    {
        byte[] png = EncodedImages.Gray(new byte[80 * 60], 80, 60);
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions
        {
            Faces = FaceSearch.Required,
            FaceDetector = new Detector(image => image.Width switch
            {
                61 => throw new InvalidOperationException("broken detector"),
                62 => throw new OperationCanceledException(),
                80 => [Face()],
                _ => [],
            }),
            MaxPixels = 10_000,
        });
        (ImageSource Source, string? Reason)[] cases =
        [
            (ImageSource.FromBytes(png, "good"), null),
            (ImageSource.FromFile(folder.File("missing.png")), "There is no image at"),
            (ImageSource.FromFile(folder.Path), "is a folder"),
            (ImageSource.FromBytes("text"u8.ToArray(), "text"), "not an image"),
            (ImageSource.FromBytes(png[..60], "cut"), "cut off"),
            (ImageSource.FromBytes(EncodedImages.Gray(new byte[400 * 300], 400, 300), "large"), "at most 10,000"),
            (ImageSource.FromImage(Image(61), "detector"), "broken detector"),
            (ImageSource.FromImage(Image(62), "timeout of its own"), "canceled"),
            (ImageSource.FromImage(Image(63), "nobody"), "No face was found"),
            (ImageSource.FromStream(() => throw new UnauthorizedAccessException("no entry"), "store"), "no entry"),
            (ImageSource.FromBytes(png, "last"), null),
        ];
        List<ScoredImage> results = await Collect(predictor, cases.Select(item => item.Source));
        Assert.Equal(cases.Select(item => item.Source.Name), results.Select(result => result.Name));
        foreach (((_, string? reason), ScoredImage result) in cases.Zip(results))
        {
            Assert.Equal(reason is null ? 1 : 0, result.Faces.Count);
            if (reason is null) Assert.Null(result.Error);
            else Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_would_fail_every_image_ends_the_stream()
    {
        using EmotionPredictor unready = new(model, new EmotionPredictorOptions
        {
            FaceDetector = new Detector(_ => throw new DllNotFoundException("libdetector")),
        });
        DllNotFoundException missing =
            await Assert.ThrowsAsync<DllNotFoundException>(() => Collect(unready, Endless()).WaitAsync(Patience));
        Assert.Equal("libdetector", missing.Message);

        EmotionPredictor disposed = new(model, Always());
        await using IAsyncEnumerator<ScoredImage> results = disposed.ScoreAsync(Endless().ToAsyncEnumerable()).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        disposed.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (await results.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
            }
        });
    }

    [Fact]
    public async Task An_exception_of_the_source_ends_the_stream()
    {
        using EmotionPredictor predictor = new(model, Always());
        await Assert.ThrowsAsync<FormatException>(() => Collect(predictor, Sources()).WaitAsync(Patience));

        static IEnumerable<ImageSource> Sources()
        {
            yield return ImageSource.FromImage(Image(80), "one");
            throw new FormatException("the list is damaged");
        }
    }

    [Fact]
    public async Task Without_order_a_slow_image_holds_up_no_other()
    {
        using ManualResetEventSlim ready = new();
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions
        {
            FaceDetector = new Detector(image =>
            {
                if (image.Width == 90) Assert.True(ready.Wait(Patience));
                return [Face()];
            }),
        });
        ImageSource[] sources = [ImageSource.FromImage(Image(90), "slow"), .. Endless().Take(4)];
        List<string> names = [];
        await foreach (ScoredImage result in predictor.ScoreAsync(sources.ToAsyncEnumerable(), new ScoreOptions { KeepOrder = false }))
        {
            names.Add(result.Name);
            if (names.Count == 4) ready.Set();
        }
        Assert.Equal(5, names.Count);
        Assert.Equal("slow", names[^1]);

        ready.Reset();
        Task<List<ScoredImage>> ordered = Collect(predictor, sources);
        ready.Set();
        Assert.Equal("slow", (await ordered)[0].Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slow_reader_keeps_no_more_under_way_than_asked_for(bool keepOrder)
    {
        const int InFlight = 5, Read = 3;
        using SemaphoreSlim taken = new(0);
        int count = 0;
        using EmotionPredictor predictor = new(model, Always());
        await using IAsyncEnumerator<ScoredImage> results = predictor.ScoreAsync(
            Counted().ToAsyncEnumerable(), new ScoreOptions { KeepOrder = keepOrder, MaxImagesInFlight = InFlight }).GetAsyncEnumerator();
        for (int i = 0; i < Read; i++) Assert.True(await results.MoveNextAsync());
        for (int i = 0; i < InFlight + Read; i++) Assert.True(await taken.WaitAsync(Patience));
        // Time in which one more would be taken, if anything took one.
        Assert.False(await taken.WaitAsync(300));
        Assert.Equal(InFlight + Read, count);

        IEnumerable<ImageSource> Counted()
        {
            foreach (ImageSource source in Endless())
            {
                Interlocked.Increment(ref count);
                taken.Release();
                yield return source;
            }
        }
    }

    [Fact]
    public async Task A_canceled_stream_ends_at_once_wherever_it_stands()
    {
        using CancellationTokenSource searching = new(), waiting = new();
        using EmotionPredictor stuck = new(model, new EmotionPredictorOptions
        {
            FaceDetector = new Detector((_, stop) =>
            {
                searching.CancelAfter(50);
                stop.WaitHandle.WaitOne(Patience);
                stop.ThrowIfCancellationRequested();
                return [];
            }),
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Collect(stuck, Endless(), cancellationToken: searching.Token).WaitAsync(Patience / 2));

        using EmotionPredictor predictor = new(model, Always());
        List<ScoredImage> before = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read().WaitAsync(Patience / 2));
        Assert.Single(before);

        async Task Read()
        {
            await foreach (ScoredImage result in predictor.ScoreAsync(OneAndSilence(), cancellationToken: waiting.Token))
            {
                before.Add(result);
                await waiting.CancelAsync();
            }
        }
    }

    [Fact]
    public async Task A_reader_that_leaves_stops_the_work_and_disposes_the_source()
    {
        bool isDisposed = false;
        using EmotionPredictor predictor = new(model, Always());
        await foreach (ScoredImage result in predictor.ScoreAsync(Watched().ToAsyncEnumerable())) break;
        Assert.True(isDisposed);

        IEnumerable<ImageSource> Watched()
        {
            try
            {
                foreach (ImageSource source in Endless()) yield return source;
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreOptions { MaxImagesInFlight = 0 });

    private static async Task<List<ScoredImage>> Collect(EmotionPredictor predictor, IEnumerable<ImageSource> images,
        ScoreOptions? options = null, CancellationToken cancellationToken = default) =>
        await predictor.ScoreAsync(images.ToAsyncEnumerable(), options, cancellationToken).ToListAsync(CancellationToken.None);

    private static EmotionPredictorOptions Always() => new() { FaceDetector = new Detector(_ => [Face()]) };

    private static DetectedFace Face() => new() { Box = new FaceBox(10, 10, 40, 40), Confidence = 0.9f };

    private static InputImage Image(int width) => InputImage.FromPixels(new byte[width * 60], width, 60, PixelFormat.Gray8);

    private static IEnumerable<ImageSource> Endless()
    {
        InputImage image = Image(80);
        for (int i = 0; ; i++) yield return ImageSource.FromImage(image, $"{i}");
    }

    private static async IAsyncEnumerable<ImageSource> OneAndSilence(
        [EnumeratorCancellation] CancellationToken stop = default)
    {
        yield return ImageSource.FromImage(Image(80), "one");
        await Task.Delay(Timeout.Infinite, stop);
    }

    private sealed class Detector(Func<InputImage, CancellationToken, IReadOnlyList<DetectedFace>> detect) : IFaceDetector
    {
        public Detector(Func<InputImage, IReadOnlyList<DetectedFace>> detect)
            : this((image, _) => detect(image))
        {
        }

        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken) =>
            detect(image, cancellationToken);
    }
}
