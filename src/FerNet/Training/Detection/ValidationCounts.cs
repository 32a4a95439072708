using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>Counts found faces, missed faces and false faces over photographs.</summary>
/// <param name="photos">Number of photographs.</param>
internal sealed class ValidationCounts(int photos)
{
    /// <summary>Minimum overlap of a match, and minimum size of a marked face in pixels; smaller ones are ignored.</summary>
    private const float RightOverlap = 0.4f, SmallestFace = 20;
    private const double FalseFaces = 0.1;

    /// <summary>Landmarks are compared for faces with at least this score.</summary>
    private const float SureScore = 0.5f;

    private readonly List<(float Score, bool IsRight)> verdicts = [];
    private readonly List<double> errors = [];
    private int faces;

    /// <param name="marked">Faces and ignored zones of a photograph.</param>
    /// <param name="found">The detected faces in descending order of their scores.</param>
    public void Add(IReadOnlyList<AnnotatedFace> marked, IEnumerable<FoundFace> found)
    {
        HashSet<AnnotatedFace> unmatched = [.. marked.Where(Counts)];
        faces += unmatched.Count;
        foreach (FoundFace face in found)
        {
            AnnotatedFace? best = unmatched.MaxBy(mark => mark.Box.Overlap(face.Box));
            if (best is not null && best.Box.Overlap(face.Box) >= RightOverlap)
            {
                unmatched.Remove(best);
                verdicts.Add((face.Score, true));
                if (best.Landmarks is { } points && face.Score >= SureScore) errors.Add(ErrorOf(points, face.Landmarks));
            }
            else if (!marked.Any(mark => !Counts(mark) && Covers(mark.Box, face.Box)))
            {
                verdicts.Add((face.Score, false));
            }
        }
    }

    public ValidationResult Result()
    {
        double allowed = FalseFaces * photos;
        int right = 0, wrong = 0;
        foreach ((_, bool isRight) in verdicts.OrderByDescending(verdict => verdict.Score))
        {
            if (isRight) right++;
            else if (++wrong > allowed) break;
        }
        errors.Sort();
        return new ValidationResult(faces == 0 ? 0 : (double)right / faces, errors.Count == 0 ? null : errors[errors.Count / 2]);
    }

    private static bool Counts(AnnotatedFace face) => !face.IsIgnored && TrainingPhoto.SizeOf(face.Box) >= SmallestFace;

    /// <summary>Whether an ignored zone covers enough of a found face to ignore it.</summary>
    private static bool Covers(FaceBox zone, FaceBox face)
    {
        float width = MathF.Min(zone.X + zone.Width, face.X + face.Width) - MathF.Max(zone.X, face.X);
        float height = MathF.Min(zone.Y + zone.Height, face.Y + face.Height) - MathF.Max(zone.Y, face.Y);
        return width > 0 && height > 0 && width * height >= RightOverlap * face.Width * face.Height;
    }

    /// <summary>Mean distance of five landmarks divided by the distance between the eyes.</summary>
    private static double ErrorOf(float[] right, float[] found)
    {
        double sum = 0;
        for (int i = 0; i < right.Length; i += 2) sum += double.Hypot(found[i] - right[i], found[i + 1] - right[i + 1]);
        return sum / (right.Length / 2) / Math.Max(1, double.Hypot(right[2] - right[0], right[3] - right[1]));
    }
}
