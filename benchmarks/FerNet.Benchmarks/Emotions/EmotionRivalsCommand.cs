using System.Diagnostics;
using FerNet.Evaluation;
using FerNet.Imaging;

namespace FerNet.Benchmarks.Emotions;

/// <summary>
/// emotion-rivals FER2013 FOLDER MINI_XCEPTION.onnx: accuracy on PublicTest and on labeled crops of a folder, and the time of one face on
/// one thread, of the models of the package and of mini-XCEPTION, all in one run.
/// </summary>
internal static class EmotionRivalsCommand
{
    private const int TimedFaces = 50, Rounds = 20;

    public static void Run(string fer2013, string folder, string rivalFile)
    {
        FerDataset publicTest = FerDataset.Load(fer2013, new FerDatasetOptions { UseFerPlus = false }).PublicTest;
        FerDataset crops = FerDataset.Load(folder, new FerDatasetOptions { Faces = FaceSearch.None });
        EmotionPredictorOptions options = new() { Threads = 1 };
        using EmotionPredictor usual = EmotionPredictor.CreateDefault(options), fast = EmotionPredictor.CreateFast(options);
        using NetworkRun rival = MiniXception.Open(rivalFile), usualNetwork = Own(EmotionModel.LoadDefault()),
            fastNetwork = Own(EmotionModel.LoadFast());

        double[] times = Times(publicTest, [usualNetwork, fastNetwork, rival]);
        Console.WriteLine(
            "| model | PublicTest | macro F1 | calibration error | FOLDER | macro recall | calibration error | ms for one face |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Row("FerNet, default", Score(usual, publicTest), Score(usual, crops), times[0]);
        Row("FerNet, fast", Score(fast, publicTest), Score(fast, crops), times[1]);
        Row("mini-XCEPTION", Score(rival, publicTest, null), Score(rival, crops, folder), times[2]);
    }

    private static void Row(string name, EmotionMetrics fer, EmotionMetrics own, double time) => Console.WriteLine(
        $"| {name} | {fer.Accuracy:0.00 %} | {fer.MacroF1:0.000} | {fer.ExpectedCalibrationError:0.000} | {own.Accuracy:0.00 %} | " +
        $"{own.MacroRecall:0.000} | {own.ExpectedCalibrationError:0.000} | {time:0.000} |");

    private static EmotionMetrics Score(EmotionPredictor predictor, FerDataset faces) => Metrics(faces, i =>
    {
        EmotionPrediction answer = predictor.PredictPatch(faces.Pixels(i));
        return [.. answer.Probabilities];
    });

    private static EmotionMetrics Score(NetworkRun rival, FerDataset faces, string? folder) =>
        Metrics(faces, i => rival.Score(MiniXception.Input(faces, i, folder)));

    private static EmotionMetrics Metrics(FerDataset faces, Func<int, float[]> score) => EmotionMetrics.From(
        [.. Enumerable.Range(0, faces.Count).Select(faces.Label)],
        [.. Enumerable.Range(0, faces.Count).SelectMany(score)]);

    private static NetworkRun Own(EmotionModel model)
    {
        using (model) return new NetworkRun(model.Graph, 1, 1, FacePatch.Size, FacePatch.Size);
    }

    /// <summary>
    /// Milliseconds for one face, of the networks alone: the mean over faces of the least time of the rounds. The networks take turns, so
    /// that whatever else the machine does falls on all of them alike. Inputs are made beforehand.
    /// </summary>
    private static double[] Times(FerDataset faces, NetworkRun[] networks)
    {
        double[][] least = [.. networks.Select(_ => Enumerable.Repeat(double.MaxValue, TimedFaces).ToArray())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int face = 0; face < TimedFaces; face++)
            {
                float[] patch = [.. faces.Pixels(face).ToArray().Select(level => (float)level)];
                float[] rivalInput = MiniXception.Input(faces, face, null);
                for (int i = 0; i < networks.Length; i++)
                {
                    float[] input = i == networks.Length - 1 ? rivalInput : patch;
                    long start = Stopwatch.GetTimestamp();
                    networks[i].Score(input);
                    least[i][face] = Math.Min(least[i][face], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }
        return [.. least.Select(network => network.Average())];
    }
}
