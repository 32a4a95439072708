using System.Globalization;

namespace FerNet.Benchmarks.Detection;

/// <summary>
/// detection FOLDER [--model FILE] [--max-side N] [--own-only | --rivals-only]: accuracy and time of FerNet's detector beside its rivals.
/// </summary>
internal static class DetectionCommand
{
    public static void Run(string[] arguments)
    {
        string folder = arguments[0];
        string? model = ValueOf("--model"), side = ValueOf("--max-side");
        string? rivals = arguments.Contains("--own-only") ? null : Path.Combine(folder, "..", "detectors");
        int? maxSide = side is null ? null : int.Parse(side, CultureInfo.InvariantCulture);
        IReadOnlyList<DetectorCandidate> candidates = DetectorCandidate.All(model, maxSide, rivals);
        if (arguments.Contains("--rivals-only")) candidates = [.. candidates.Skip(1)];
        IReadOnlyList<LabeledPhoto> photos = LabeledPhoto.Load(folder);
        DetectionReport[] reports = [.. candidates.Select(candidate => new DetectionReport(candidate, folder, photos))];
        double[] times = DetectionTiming.Measure(candidates, photos);
        Console.WriteLine(
            $"{photos.Count} photographs; recall at 0.1 false faces a photograph, overlap 0.4; time on one thread, the mean over 16 " +
            "images of the least of 12 rounds in turn\n");
        Console.WriteLine(DetectionReport.TableHead);
        for (int i = 0; i < reports.Length; i++) Console.WriteLine(reports[i].TableRow(times[i]));
        foreach (DetectionReport report in reports) report.PrintDetails();

        string? ValueOf(string name) =>
            Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
