using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Progress;

/// <summary>Writes the epochs of a training to a file beside the model, after each epoch, so that no interruption loses them.</summary>
internal sealed class LearningCurve
{
    private readonly List<LearningCurvePoint> points = [];

    /// <param name="modelPath">The model's file; the curve is <c>NAME.curve.csv</c> and <c>NAME.curve.png</c> beside it.</param>
    /// <param name="resume">Whether the epochs of the resumed training are kept.</param>
    public LearningCurve(string modelPath, bool resume)
    {
        CsvPath = CsvOf(modelPath);
        ImagePath = ImageOf(modelPath);
        if (!resume || !File.Exists(CsvPath)) return;
        points.AddRange(RegularFile.ReadLines(CsvPath).Select(LearningCurvePoint.Parse).OfType<LearningCurvePoint>());
    }

    public static string CsvOf(string modelPath) => Path.ChangeExtension(modelPath, ".curve.csv");

    public static string ImageOf(string modelPath) => Path.ChangeExtension(modelPath, ".curve.png");

    public string CsvPath { get; }

    public string ImagePath { get; }

    public IReadOnlyList<LearningCurvePoint> Points => points;

    public void Add(EpochMetrics metrics)
    {
        // A checkpoint may be older than the last line of the file.
        points.RemoveAll(point => point.Epoch >= metrics.Epoch);
        points.Add(LearningCurvePoint.FromMetrics(metrics));
        OutputFile.Write(CsvPath, string.Join('\n', points.Select(point => point.ToString()).Prepend(LearningCurvePoint.Header)) + "\n");
    }
}
