using System.Diagnostics;
using FerNet.Drawing;
using FerNet.Prediction;

namespace FerNet.Benchmarks.Reliability;

/// <summary>Images per second and memory of a stream of images, compared with a plain loop of predictions.</summary>
internal static class StreamScoring
{
    private const int Side = 160, Drawings = 28;

    /// <summary>Scores small images both ways and prints what each took.</summary>
    /// <param name="count">How many.</param>
    public static async Task Print(int count)
    {
        byte[][] drawings = [.. Enumerable.Range(0, Drawings)
            .Select(i => DrawnFaces.Png((Emotion)(i % EmotionExtensions.Count), seed: i, side: Side))];
        Console.WriteLine($"{count:N0} images of {Side} x {Side} pixels, {Environment.ProcessorCount} processors");
        double loop, stream;
        using (EmotionPredictor predictor = EmotionPredictor.CreateDefault())
        {
            loop = await Report("a loop of Predict", count, () =>
            {
                for (int i = 0; i < count; i++) predictor.Predict(drawings[i % Drawings]);
                return Task.FromResult(count);
            }, () => predictor.Predict(drawings[0]));
        }
        using (FaceDetector detector = FaceDetector.CreateDefault(new FaceDetectorOptions { Threads = 1 }))
        using (EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { FaceDetector = detector }))
        {
            stream = await Report("ScoreAsync", count, async () =>
            {
                int scored = 0;
                await foreach (ScoredImage image in predictor.ScoreAsync(Sources())) scored += image.Error is null ? 1 : 0;
                return scored;
            }, () => predictor.Predict(drawings[0]));
        }
        Console.WriteLine($"ScoreAsync / loop: {stream / loop:0.00}");

        IAsyncEnumerable<ImageSource> Sources() =>
            Enumerable.Range(0, count).Select(i => ImageSource.FromBytes(drawings[i % Drawings], $"{i}")).ToAsyncEnumerable();
    }

    private static async Task<double> Report(string name, int count, Func<Task<int>> score, Action warmUp)
    {
        warmUp();
        PeakMemory.Collect();
        long before = PeakMemory.ReadResident();
        PeakMemory memory = new();
        Stopwatch watch = Stopwatch.StartNew();
        int scored = await score();
        double rate = count / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{name}: {scored:N0} scored, {rate:0.0} images per second, {before:N0} MB before, peak {memory.Finish():N0} MB");
        return rate;
    }
}
