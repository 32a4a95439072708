using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Progress;

/// <summary>
/// The epochs of a training, in a file beside its model; written after each epoch, it survives whatever stops the training.
/// </summary>
internal sealed class LearningCurve
{
    private readonly List<LearningCurvePoint> points = [];

    /// <param name="modelPath">The model's file; the curve is <c>NAME.curve.csv</c> and <c>NAME.curve.png</c> beside it.</param>
    /// <param name="resume">Whether the epochs of the training that is resumed are kept.</param>
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
        points.Add(LearningCurvePoint.Of(metrics));
        OutputFile.Write(CsvPath, string.Join('\n', points.Select(point => point.ToString()).Prepend(LearningCurvePoint.Header)) + "\n");
    }
}
