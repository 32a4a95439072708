namespace FerNet.Faces.Search;

/// <summary>Keeps the most certain of several answers for the same face.</summary>
/// <remarks>Source: greedy non-maximum suppression, as in Viola and Jones, "Robust Real-Time Face Detection", 2004.</remarks>
internal static class NonMaximumSuppression
{
    /// <summary>The overlap (intersection over union) from which two answers are for the same face.</summary>
    public const float SameFace = 0.4f;

    /// <summary>The maximum number of answers that are compared; the most certain ones are kept, so that the time is bounded.</summary>
    public const int MaxCandidates = 4096;

    /// <summary>One answer for each face, the most certain first; of equally certain ones, the first.</summary>
    /// <param name="answers">The answers; in any order.</param>
    /// <param name="maxFaces">The most faces to keep.</param>
    public static List<DetectedFace> Apply(List<DetectedFace> answers, int maxFaces)
    {
        DetectedFace[] sorted = [.. answers.OrderByDescending(face => face.Confidence).Take(MaxCandidates)];
        FaceBox[] boxes = [.. sorted.Select(face => face.Box)];
        bool[] isSuppressed = new bool[sorted.Length];
        List<DetectedFace> kept = [];
        for (int i = 0; i < sorted.Length && kept.Count < maxFaces; i++)
        {
            if (isSuppressed[i]) continue;
            kept.Add(sorted[i]);
            FaceBox box = boxes[i];
            for (int other = i + 1; other < boxes.Length; other++)
            {
                if (!isSuppressed[other] && box.Overlap(boxes[other]) >= SameFace) isSuppressed[other] = true;
            }
        }
        return kept;
    }

    /// <summary>The answers, or the <see cref="MaxCandidates"/> most certain of them where there are more.</summary>
    public static List<DetectedFace> MostCertain(List<DetectedFace> answers) => answers.Count <= MaxCandidates
        ? answers
        : [.. answers.OrderByDescending(face => face.Confidence).Take(MaxCandidates)];
}
