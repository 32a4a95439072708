using System.Diagnostics;
using FerNet.Imaging;

namespace FerNet.Benchmarks.Reliability;

/// <summary>What predictions that run at the same time cost in memory, and how much of it is kept afterwards.</summary>
internal static class ConcurrencyMemory
{
    private const int Callers = 8;

    /// <summary>Prints the resident memory, its peak and what is kept, of searches in photographs and of scoring patches.</summary>
    public static void Print()
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        predictor.PredictPatch(new byte[FacePatch.PixelCount]);
        InputImage[] photographs = [.. Enumerable.Range(0, Callers).Select(i => Noise(2000 + (i * 60), 1500))];
        byte[] patches = new byte[256 * FacePatch.PixelCount];
        PeakMemory.Collect();
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Callers} callers at the same time");
        Console.WriteLine($"before: {PeakMemory.ReadResident():N0} MB");
        Report("two searches each, photographs of 3 megapixels", i =>
        {
            predictor.PredictFaces(photographs[i]);
            predictor.PredictFaces(photographs[Callers - 1 - i]);
        });
        Report("256 patches each", _ => predictor.PredictPatches(patches));
    }

    private static void Report(string what, Action<int> call)
    {
        PeakMemory memory = new();
        Stopwatch watch = Stopwatch.StartNew();
        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(i => new Thread(() => call(i)))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
        double seconds = watch.Elapsed.TotalSeconds;
        long peak = memory.Finish();
        PeakMemory.Collect();
        Console.WriteLine($"{what}: peak {peak:N0} MB, kept {PeakMemory.ReadResident():N0} MB, {seconds:0.0} s");
    }

    private static InputImage Noise(int width, int height)
    {
        byte[] levels = new byte[width * height];
        new Random(1).NextBytes(levels);
        return InputImage.FromPixels(levels, width, height, PixelFormat.Gray8);
    }
}
