using System.Diagnostics;
using FerNet.Evaluation;

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
        using MiniXception rival = new(rivalFile);

        double[] times = Times(publicTest, usual, fast, rival);
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

    private static EmotionMetrics Score(MiniXception rival, FerDataset faces, string? folder) =>
        Metrics(faces, i => rival.Score(MiniXception.Input(faces, i, folder)));

    private static EmotionMetrics Metrics(FerDataset faces, Func<int, float[]> score) => EmotionMetrics.From(
        [.. Enumerable.Range(0, faces.Count).Select(faces.Label)],
        [.. Enumerable.Range(0, faces.Count).SelectMany(score)]);

    /// <summary>
    /// Milliseconds for one face: the mean over faces of the least time of the rounds. The models take turns, so that whatever else the
    /// machine does falls on all of them alike. The rival's input is made beforehand.
    /// </summary>
    private static double[] Times(FerDataset faces, EmotionPredictor usual, EmotionPredictor fast, MiniXception rival)
    {
        double[][] least = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Repeat(double.MaxValue, TimedFaces).ToArray())];
        float[][] inputs = [.. Enumerable.Range(0, TimedFaces).Select(i => MiniXception.Input(faces, i, null))];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < TimedFaces; i++)
            {
                int face = i;
                Action[] calls =
                [
                    () => usual.PredictPatch(faces.Pixels(face)), () => fast.PredictPatch(faces.Pixels(face)),
                    () => rival.Score(inputs[face]),
                ];
                for (int model = 0; model < calls.Length; model++)
                {
                    long start = Stopwatch.GetTimestamp();
                    calls[model]();
                    least[model][i] = Math.Min(least[model][i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }
        return [.. least.Select(model => model.Average())];
    }
}
