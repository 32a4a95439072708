using FerNet.Drawing;
using FerNet.Utilities;

namespace FerNet.Tests.Prediction;

public sealed class MaxConcurrentImagesTests
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 120);

    [Fact]
    public async Task No_more_images_are_decoded_at_once_than_the_option_says()
    {
        int inside = 0, most = 0;
        using FaceDetector detector = FaceDetector.CreateDefault();
        using SemaphoreSlim places = new(1);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            using ProcessorSlot slot = (await ProcessorSlot.TakeAsync(CancellationToken.None, places)).OnThisThread();
            most = Math.Max(most, Interlocked.Increment(ref inside));
            detector.Detect(InputImage.Decode(Face));
            Interlocked.Decrement(ref inside);
        })));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_wait_for_a_place_that_is_canceled_leaves_the_places_as_they_were()
    {
        using SemaphoreSlim places = new(2);
        List<ProcessorSlot> taken = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) taken.Add(await ProcessorSlot.TakeAsync(CancellationToken.None));
        try
        {
            using CancellationTokenSource source = new(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ProcessorSlot.TakeAsync(source.Token, places));
            Assert.ThrowsAny<OperationCanceledException>(() => ProcessorSlot.Take(source.Token, places));
            Assert.Equal(2, places.CurrentCount);
        }
        finally
        {
            foreach (ProcessorSlot slot in taken) slot.Dispose();
        }
        ProcessorSlot.Take(CancellationToken.None, places).Dispose();
        Assert.Equal(2, places.CurrentCount);
    }

    [Fact]
    public async Task Every_call_of_a_predictor_with_one_place_is_answered()
    {
        using EmotionPredictor one = EmotionPredictor.CreateFast(new EmotionPredictorOptions { MaxConcurrentImages = 1 });
        EmotionPrediction[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() =>
            i % 2 == 0 ? Task.FromResult(one.Predict(Face)) : one.PredictAsync(new MemoryStream(Face)))));
        Assert.Single(answers.Select(answer => answer.Confidence).Distinct());
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmotionPredictorOptions { MaxConcurrentImages = -1 });
    }
}
