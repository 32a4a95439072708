using FerNet.Benchmarks.Speed;
using FerNet.Drawing;

namespace FerNet.Benchmarks.Reliability;

/// <summary>
/// Many predictions on many threads, of patches and of photographs of many sizes, while predictors are created and disposed: whether the
/// memory stays as it is in the second half.
/// </summary>
internal static class Soak
{
    private const int Callers = 8, PatchesACall = 50, PatchesAPhotograph = 100, Parts = 20, CallsOfAPredictor = 200;

    /// <summary>Prints the resident memory after each twentieth of the work.</summary>
    /// <param name="photographs">How many photographs are searched; a hundred times as many patches are scored.</param>
    public static void Print(int photographs)
    {
        byte[][] images = [.. Enumerable.Range(0, 40)
            .Select(i => DrawnPhotograph.Jpeg(160 + (i * 30), 120 + (i * 20), faces: i % 5, faceSide: 60 + (i * 5)))];
        using EmotionModel model = EmotionModel.LoadFast();
        List<long> residents = [];
        for (int part = 0; part < Parts; part++)
        {
            Run(model, images, photographs / Parts);
            PeakMemory.Collect();
            residents.Add(PeakMemory.ReadResident());
            Console.WriteLine(
                $"{(part + 1) * (photographs / Parts):N0} photographs, " +
                $"{(part + 1) * (long)(photographs / Parts) * PatchesAPhotograph:N0} patches: {residents[^1]:N0} MB");
        }
        double thirdQuarter = residents.Skip(Parts / 2).Take(Parts / 4).Average(), lastQuarter = residents.Skip(3 * Parts / 4).Average();
        Console.WriteLine($"mean of the last quarter over that of the quarter before: {(lastQuarter / thirdQuarter) - 1:+0.0 %;-0.0 %}");
    }

    private static void Run(EmotionModel model, byte[][] images, int photographs)
    {
        int next = 0;
        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(caller => new Thread(() => Call(caller)))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();

        void Call(int caller)
        {
            byte[] patches = [.. Enumerable.Range(0, PatchesACall).SelectMany(i => DrawnFaces.Patch((Emotion)(i % 7), caller + i))];
            EmotionPredictor? predictor = null;
            for (int turn; (turn = Interlocked.Increment(ref next) - 1) < photographs;)
            {
                if (turn % CallsOfAPredictor == 0 || predictor is null)
                {
                    predictor?.Dispose();
                    predictor = new EmotionPredictor(model);
                }
                predictor.PredictFaces(images[turn % images.Length]);
                for (int scored = 0; scored < PatchesAPhotograph; scored += PatchesACall) predictor.PredictPatches(patches);
            }
            predictor?.Dispose();
        }
    }
}
