using FerNet.Faces;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Prediction;

/// <summary>A token stops a prediction between two native calls, and hostile sizes are refused before anything is decoded.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly EmotionModel model = EmotionModel.LoadFast();

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task Every_verb_honors_a_token_that_is_canceled_already()
    {
        using TemporaryFolder folder = new();
        byte[] png = EncodedImages.Gray(new byte[80 * 60], 80, 60);
        string path = folder.Write("a.png", png);
        InputImage image = InputImage.Decode(png);
        using EmotionPredictor predictor = new(model);
        CancellationToken stop = new(canceled: true);
        foreach (Action call in (Action[])[
            () => predictor.Predict(path, stop), () => predictor.Predict(png, stop), () => predictor.Predict(png.AsSpan(), stop), () =>
                predictor.Predict(new MemoryStream(png), stop),
            () => predictor.Predict(image, stop), () => predictor.PredictFaces(path, stop), () =>
                predictor.PredictFaces(png.AsSpan(), stop),
            () => predictor.PredictFaces(image, stop), () => predictor.Explain(path, stop), () => predictor.Explain(image, stop),
            () => predictor.PredictBatch([path], stop)])
        {
            Assert.ThrowsAny<OperationCanceledException>(call);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => predictor.PredictAsync(new MemoryStream(png), stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(Frames(image),
                cancellationToken: stop)) Assert.Fail("A frame was answered.");
        });
    }

    [Fact]
    public void Nothing_is_scored_once_the_search_was_canceled()
    {
        using CancellationTokenSource source = new();
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { FaceDetector = new Canceling(source) });
        InputImage image = InputImage.FromPixels(new byte[90 * 60], 90, 60, PixelFormat.Gray8);
        Assert.ThrowsAny<OperationCanceledException>(() => predictor.Predict(image, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => predictor.PredictFaces(image, source.Token));
    }

    [Fact]
    public async Task A_call_that_waits_for_a_processor_is_canceled_there()
    {
        List<ProcessorSlot> taken = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) taken.Add(await ProcessorSlot.TakeAsync(CancellationToken.None));
        try
        {
            using EmotionPredictor predictor = new(model);
            byte[] png = EncodedImages.Gray(new byte[80 * 60], 80, 60);
            using CancellationTokenSource source = new(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => predictor.PredictAsync(new MemoryStream(png), source.Token));
            Assert.ThrowsAny<OperationCanceledException>(() => predictor.Predict(png, source.Token));
        }
        finally
        {
            foreach (ProcessorSlot slot in taken) slot.Dispose();
        }
    }

    [Fact]
    public async Task An_image_with_more_pixels_than_allowed_is_refused_by_its_header()
    {
        using TemporaryFolder folder = new();
        // Its pixels are cut off: whoever decodes first complains about that.
        byte[] png = EncodedImages.Gray(new byte[400 * 300], 400, 300)[..60];
        string path = folder.Write("large.png", png);
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { MaxPixels = 119_999 });
        foreach (Func<object> call in (Func<object>[])[
            () => predictor.Predict(path), () => predictor.Predict(png), () => predictor.Predict(new MemoryStream(png)), () =>
                predictor.PredictFaces(path),
            () => predictor.Explain(path), () => predictor.PredictBatch([path])])
        {
            Assert.Contains("400 x 300 pixels; at most 119,999", Assert.Throws<InvalidDataException>(call).Message,
                StringComparison.Ordinal);
        }
        await Assert.ThrowsAsync<InvalidDataException>(() => predictor.PredictAsync(new MemoryStream(png)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmotionPredictorOptions { MaxPixels = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmotionPredictorOptions { MaxPixels = 100_000_001 });
    }

    private static async IAsyncEnumerable<InputImage> Frames(InputImage image)
    {
        await Task.Yield();
        yield return image;
    }

    /// <summary>A detector during whose search the caller cancels.</summary>
    private sealed class Canceling(CancellationTokenSource source) : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken)
        {
            Assert.Equal(source.Token, cancellationToken);
            source.Cancel();
            return [new DetectedFace { Box = new FaceBox(10, 10, 40, 40), Confidence = 0.9f }];
        }
    }
}
