using System.Globalization;
using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>What one detector does on the photographs and on the images without faces.</summary>
internal sealed class DetectionReport
{
    private static readonly double[] CurvePoints = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

    private readonly DetectorCandidate candidate;
    private readonly DetectionMatches large = new(40), small = new(20);
    private readonly BoxMapping mapping;
    private readonly double largestFaceHits;
    private readonly float landmarkError;
    private readonly int[] falseFaces;
    private readonly int backgroundCount;

    /// <param name="candidate">The detector.</param>
    /// <param name="folder">A folder with photos.csv, boxes.csv, unlabelled.csv, photos/, training/ and backgrounds/.</param>
    /// <param name="photos">The photographs.</param>
    public DetectionReport(DetectorCandidate candidate, string folder, IReadOnlyList<LabeledPhoto> photos)
    {
        this.candidate = candidate;
        IFaceDetector detector = candidate.Open(DetectorCandidate.Unsure);
        IReadOnlyList<DetectedFace>[] found =
            [.. photos.AsParallel().AsOrdered().Select(photo => detector.Detect(InputImage.Load(photo.Path)))];
        mapping = BoxMapping.Fit(photos, found);
        for (int i = 0; i < photos.Count; i++)
        {
            DetectedFace[] mapped = [.. found[i].Select(face => face with { Box = mapping.Apply(face.Box) })];
            large.Add(photos[i], mapped);
            small.Add(photos[i], mapped);
        }
        largestFaceHits = LargestFace.Hits(photos, found, mapping, new FaceDetectorOptions().Threshold);
        landmarkError = LandmarkError.Median(detector, folder);
        float[][] invented =
            [.. HeldBack.Backgrounds(folder).AsParallel().AsOrdered()
                .Select(path => detector.Detect(InputImage.Load(path)).Select(face => face.Confidence).ToArray())];
        backgroundCount = invented.Length;
        falseFaces = [CountFrom(new FaceDetectorOptions().Threshold), CountFrom(large.At(0.1).Threshold)];
        (detector as IDisposable)?.Dispose();

        int CountFrom(double threshold) => invented.Sum(image => image.Count(confidence => confidence >= threshold));
    }

    public static string TableHead =>
        "| detector | faces >= 40 px | >= 20 px | largest face | landmark error | false faces in backgrounds, at the default threshold " +
        "| at 0.1 a photograph | ms for 640 x 480 |\n|---|---|---|---|---|---|---|---|";

    /// <summary>The detector's row of the table.</summary>
    public string TableRow(double milliseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {candidate.Name} | {large.At(0.1).Recall:0.000} | {small.At(0.1).Recall:0.000} | {largestFaceHits:0.000} | " +
        $"{(float.IsNaN(landmarkError) ? "none" : landmarkError.ToString("0.000", CultureInfo.InvariantCulture))} | " +
        $"{falseFaces[0]} in {backgroundCount} | {falseFaces[1]} | {milliseconds:0.0} |");

    /// <summary>The curve, and recall by kinds of faces.</summary>
    public void PrintDetails()
    {
        Console.WriteLine($"\n{candidate.Name}: its box {mapping}, in sizes of the box");
        foreach ((string name, DetectionMatches matches) in ((string, DetectionMatches)[])[("40", large), ("20", small)])
        {
            (float threshold, double recall, double wrong) = matches.At(0.1);
            Console.WriteLine(
                $"faces of {name} pixels or more: {matches.FaceCount} in {matches.PhotoCount} photographs; recall {recall:0.000} with " +
                $"{wrong:0.000} false faces a photograph, from confidence {threshold:0.000}");
            Console.WriteLine(
                "  recall over false faces a photograph: " +
                $"{string.Join(", ", CurvePoints.Select(point => $"{point}: {matches.At(point).Recall:0.000}"))}");
            IEnumerable<string> thresholds = ((double[])[0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9]).Select(at =>
                $"{at:0.0#}: {matches.With(at).Recall:0.000} with {matches.With(at).FalseFaces:0.000}");
            Console.WriteLine($"  by threshold: {string.Join(", ", thresholds)}");
            PrintKinds("size", matches, threshold, face => [face.SizeBand]);
            PrintKinds("source", matches, threshold, face => [face.Source]);
            PrintKinds("difficulty", matches, threshold, face => face.Difficulties);
        }
    }

    private static void PrintKinds(string title, DetectionMatches matches, double threshold,
        Func<LabeledFace, IEnumerable<string>> kinds) =>
        Console.WriteLine(
            $"  recall by {title}: " +
            $"{string.Join(", ", matches.By(kinds, threshold).Select(kind => $"{kind.Kind} {kind.Recall:0.000} of {kind.Faces}"))}");
}
