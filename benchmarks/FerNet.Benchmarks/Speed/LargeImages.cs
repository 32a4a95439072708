using FerNet.Benchmarks.Reliability;

namespace FerNet.Benchmarks.Speed;

/// <summary>What photographs of 1 to 100 megapixels cost, without faces and with some, step by step.</summary>
internal static class LargeImages
{
    private const int Rounds = 3;
    private const double Aspect = 4.0 / 3;

    /// <summary>Prints the table: the least times of three rounds on one thread, and the peak of the resident memory.</summary>
    public static void Print()
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Threads = 1 });
        predictor.PredictFaces(DrawnPhotograph.Jpeg(400, 300, 1, 150));
        PeakMemory.Collect();
        Console.WriteLine($"before: {PeakMemory.ReadResident():N0} MB\n");
        Console.WriteLine("| megapixels | faces drawn | faces found | decoding, ms | detection, ms | scoring, ms | peak memory, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (int megapixels in (int[])[1, 12, 50, 100])
        {
            foreach (int faces in (int[])[0, 1, 50]) PrintRow(predictor, megapixels, faces);
        }
    }

    private static void PrintRow(EmotionPredictor predictor, int megapixels, int faces)
    {
        int width = (int)Math.Sqrt(megapixels * 1e6 * Aspect), height = (int)(width / Aspect);
        byte[] encoded = DrawnPhotograph.Jpeg(width, height, faces, faceSide: faces == 1 ? width / 4 : width / 11);
        PeakMemory.Collect();
        PeakMemory memory = new();
        double decode = double.MaxValue, detect = double.MaxValue, score = double.MaxValue;
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using StepTimes times = new();
            found = predictor.PredictFaces(encoded).Count;
            (decode, detect, score) = (Math.Min(decode, times.Decode), Math.Min(detect, times.Detect), Math.Min(score, times.Score));
        }
        Console.WriteLine(
            $"| {megapixels} | {faces} | {found} | {decode:0.0} | {detect:0.0} | {score:0.0} | {memory.Finish():N0} |");
    }
}
