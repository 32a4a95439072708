namespace FerNet.Faces;

/// <summary>Of many answers about the same face keeps one: the most certain cell's, its place averaged with those that agree.</summary>
/// <remarks>Source: greedy non-maximum suppression, with box voting (Gidaris and Komodakis, arXiv:1505.01749).</remarks>
internal static class Suppression
{
    private const float SameFace = 0.35f, Agrees = 0.6f, Within = 0.75f;

    /// <summary>
    /// Answers that are compared with each other, the most certain ones, for each face that may be kept and at least: time stays bounded.
    /// </summary>
    private const long AnswersOfFace = 20, FewestAnswers = 5000;

    /// <summary>One answer for each face, the most certain first.</summary>
    public static List<DetectedFace> Apply(IEnumerable<DetectedFace> answers, int most)
    {
        List<DetectedFace> sorted =
            [.. answers.OrderByDescending(face => face.Confidence).ThenBy(face => face.Box.X).ThenBy(face => face.Box.Y)
                .ThenBy(face => face.Box.Width).Take((int)Math.Clamp(AnswersOfFace * most, FewestAnswers, int.MaxValue))];
        List<DetectedFace> kept = [];
        while (sorted.Count > 0 && kept.Count < most)
        {
            DetectedFace best = sorted[0];
            kept.Add(best with { Box = Mean(sorted.Where(face => face.Box.Overlap(best.Box) >= Agrees)) });
            sorted.RemoveAll(face => face.Box.Overlap(best.Box) >= SameFace || Share(face.Box, best.Box) >= Within);
        }
        return kept;
    }

    private static FaceBox Mean(IEnumerable<DetectedFace> faces)
    {
        float weight = 0, x = 0, y = 0, width = 0, height = 0;
        foreach (DetectedFace face in faces)
        {
            (FaceBox box, float confidence) = (face.Box, face.Confidence);
            weight += confidence;
            x += confidence * box.X;
            y += confidence * box.Y;
            width += confidence * box.Width;
            height += confidence * box.Height;
        }
        return new FaceBox(x / weight, y / weight, width / weight, height / weight);
    }

    /// <summary>How much of the smaller box lies within the other.</summary>
    private static float Share(FaceBox one, FaceBox other)
    {
        float width = MathF.Min(one.X + one.Width, other.X + other.Width) - MathF.Max(one.X, other.X);
        float height = MathF.Min(one.Y + one.Height, other.Y + other.Height) - MathF.Max(one.Y, other.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / MathF.Min(one.Width * one.Height, other.Width * other.Height);
    }
}
