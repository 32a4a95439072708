namespace FerNet.Benchmarks.Detection;

/// <summary>Answers compared with labels: which are right, which are wrong, and how many faces there were.</summary>
internal sealed class Verdicts
{
    private const float LeastOverlap = 0.4f;

    private readonly List<(float Confidence, bool IsRight)> answers = [];

    public int Faces { get; private set; }

    public int Photos { get; private set; }

    /// <summary>Compares the answers about one photograph, already in WIDER's convention; faces below <paramref name="leastHeight"/> pixels neither count nor harm.</summary>
    public void Add(LabelledPhoto photo, IEnumerable<DetectedFace> found, float leastHeight)
    {
        Photos++;
        List<FaceBox> open = [.. photo.Faces.Where(face => face.Height >= leastHeight)];
        Faces += open.Count;
        List<FaceBox> neutral = [.. photo.Faces.Where(face => face.Height < leastHeight), .. photo.Ignored];
        foreach (DetectedFace answer in found.OrderByDescending(face => face.Confidence))
        {
            int match = BestOf(open, answer.Box);
            if (match >= 0)
            {
                open.RemoveAt(match);
                answers.Add((answer.Confidence, true));
            }
            // An answer about a small face is right, only not asked for; its box may be less exact than those that count.
            else if (!neutral.Any(zone => zone.Overlap(answer.Box) >= 0.3f || Covers(zone, answer.Box)))
            {
                answers.Add((answer.Confidence, false));
            }
        }
    }

    /// <summary>The lowest threshold with at most so many false faces a photograph, and the recall there.</summary>
    public (float Threshold, double Recall, double FalseFaces) At(double mostFalse)
    {
        (float Threshold, double Recall, double FalseFaces) best = (1, 0, 0);
        int right = 0, wrong = 0;
        foreach ((float confidence, bool isRight) in answers.OrderByDescending(answer => answer.Confidence).ThenBy(answer => answer.IsRight))
        {
            if (isRight) right++;
            else wrong++;
            if (wrong > mostFalse * Photos) break;
            best = (confidence, (double)right / Faces, (double)wrong / Photos);
        }
        return best;
    }

    /// <summary>Recall and false faces a photograph at a threshold.</summary>
    public (double Recall, double FalseFaces) With(double threshold) => (
        (double)answers.Count(answer => answer.IsRight && answer.Confidence >= threshold) / Math.Max(1, Faces),
        (double)answers.Count(answer => !answer.IsRight && answer.Confidence >= threshold) / Math.Max(1, Photos));

    /// <summary>Whether the middle of the answer lies within the zone and its size is about the same.</summary>
    private static bool Covers(FaceBox zone, FaceBox answer)
    {
        float x = answer.X + (answer.Width / 2), y = answer.Y + (answer.Height / 2);
        return x > zone.X && x < zone.X + zone.Width && y > zone.Y && y < zone.Y + zone.Height
            && answer.Height < 2 * zone.Height && answer.Height > zone.Height / 2;
    }

    private static int BestOf(List<FaceBox> faces, FaceBox box)
    {
        int best = -1;
        float overlap = LeastOverlap;
        for (int i = 0; i < faces.Count; i++)
        {
            if (faces[i].Overlap(box) < overlap) continue;
            (best, overlap) = (i, faces[i].Overlap(box));
        }
        return best;
    }
}
