using System.Collections.Concurrent;
using FerNet.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML;

namespace FerNet.Tests.Lifetime;

/// <summary>
/// Disposing while other threads predict: a call ends with its answer or with <see cref="ObjectDisposedException"/>, and the process lives
/// on.
/// </summary>
public class StressTests
{
    private const int Rounds = 8, Threads = 6;

    /// <summary>A busy machine finishes no call in the first rounds; each round waits longer than the one before.</summary>
    private const int MaxRounds = 100;

    private static readonly InputImage Scene = InputImage.FromPixels(Levels(90 * 70), 90, 70, PixelFormat.Gray8);
    private static readonly byte[] Patches = Levels(3 * FacePatch.PixelCount);

    [Fact]
    public void A_predictor_that_owns_its_model()
    {
        Stress(() => EmotionPredictor.CreateFast(new EmotionPredictorOptions { Threads = 1 }), [
            predictor => predictor.Predict(Scene),
            predictor => predictor.PredictFaces(Scene),
            predictor => predictor.PredictPatches(Patches),
            predictor => predictor.Explain(Scene),
        ]);
    }

    [Fact]
    public void A_model_within_a_predictor_and_with_the_shared_pool()
    {
        ConcurrentDictionary<EmotionModel, EmotionPredictor> predictors = [];
        Stress(EmotionModel.LoadFast, [
            model => predictors.GetOrAdd(model, one => new EmotionPredictor(one, new EmotionPredictorOptions { Faces = FaceSearch.None }))
                .Predict(Scene),
            model => model.Score(SmallModel.Faces.PublicTest),
            model => model.Save(new MemoryStream()),
        ]);
        foreach (EmotionPredictor predictor in predictors.Values) predictor.Dispose();
    }

    [Fact]
    public void A_model_as_a_transformer_of_ML_NET()
    {
        MLContext context = new();
        IDataView images = context.Data.LoadFromEnumerable(
            Enumerable.Repeat(
                new Row { Image = FerNet.Tests.Imaging.EncodedImages.Gray(SmallModel.Faces.Pixels(0).ToArray(), 48, 48) }, 4));
        Stress(EmotionModel.LoadFast, [model => Assert.All(Emotions(model.Transform(images)), name => Assert.NotEmpty(name))]);

        string[] Emotions(IDataView view) =>
            [.. context.Data.CreateEnumerable<Answer>(view, reuseRowObject: false).Select(row => row.Emotion)];
    }

    [Fact]
    public void A_detector() =>
        Stress(() => FaceDetector.CreateDefault(new FaceDetectorOptions { Threads = 1 }), [detector => detector.Detect(Scene)]);

    private static void Stress<T>(Func<T> make, Action<T>[] calls)
        where T : IDisposable
    {
        ConcurrentQueue<Exception> faults = [];
        int finished = 0;
        for (int round = 0; round < Rounds || (finished == 0 && round < MaxRounds); round++)
        {
            T subject = make();
            using CountdownEvent ready = new(Threads);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
            {
                ready.Signal();
                try
                {
                    for (int call = i; ; call++)
                    {
                        calls[call % calls.Length](subject);
                        Interlocked.Increment(ref finished);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
#pragma warning disable CA1031 // Whatever it is, the test names it.
                catch (Exception error)
                {
                    faults.Enqueue(error);
                }
#pragma warning restore CA1031
            }))];
            foreach (Thread thread in threads) thread.Start();
            ready.Wait();
            Thread.Sleep(10 + (round * 7));
            subject.Dispose();
            subject.Dispose();
            foreach (Thread thread in threads) thread.Join();
        }
        Assert.Empty(faults);
        Assert.True(finished > 0, "No call was finished before the subject was disposed.");
    }

    private static byte[] Levels(int count)
    {
        byte[] levels = new byte[count];
        new Random(3).NextBytes(levels);
        return levels;
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Answer
    {
        public string Emotion { get; set; } = "";
    }
}
