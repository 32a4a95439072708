using System.Globalization;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet.Cli.Progress;

/// <summary>
/// Writes the validations of a detector training to a file beside the detector, after each validation, so that no interruption loses them.
/// </summary>
internal sealed class DetectorCurve
{
    private const string Header =
        "step,loss,score loss,box loss,landmark loss,validation recall,validation landmark error,learning rate,inputs per second,seconds";

    private readonly string path;
    private readonly List<(int Step, string Line)> rows = [];

    /// <param name="detectorPath">The detector's file; the curve is <c>NAME.curve.csv</c> beside it.</param>
    /// <param name="resume">Whether the validations of the resumed training are kept.</param>
    public DetectorCurve(string detectorPath, bool resume)
    {
        path = PathOf(detectorPath);
        if (!resume || !File.Exists(path)) return;
        foreach (string line in RegularFile.ReadLines(path))
        {
            if (int.TryParse(line.Split(',')[0], CultureInfo.InvariantCulture, out int step)) rows.Add((step, line));
        }
    }

    public static string PathOf(string detectorPath) => Path.ChangeExtension(detectorPath, ".curve.csv");

    public void Add(FaceDetectorMetrics metrics)
    {
        // A checkpoint may be older than the last line of the file.
        rows.RemoveAll(row => row.Step >= metrics.Step);
        rows.Add((metrics.Step, Line(metrics)));
        OutputFile.Write(path, string.Join('\n', rows.Select(row => row.Line).Prepend(Header)) + "\n");
    }

    private static string Line(FaceDetectorMetrics metrics) => string.Create(
        CultureInfo.InvariantCulture,
        $"{metrics.Step},{metrics.Loss:R},{metrics.ScoreLoss:R},{metrics.BoxLoss:R},{metrics.LandmarkLoss:R},{metrics.ValidationRecall:R}" +
        $",{metrics.ValidationLandmarkError:R},{metrics.LearningRate:R},{metrics.InputsPerSecond:0},{metrics.Elapsed.TotalSeconds:0.0}");
}
