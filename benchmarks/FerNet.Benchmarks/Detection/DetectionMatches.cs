using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>Detections compared with annotations: which are right, which are wrong, which faces were found.</summary>
/// <param name="minHeight">Height in pixels from which a face counts; smaller ones are neither asked for nor wrong.</param>
internal sealed class DetectionMatches(float minHeight)
{
    private const float MinOverlap = 0.4f, SameZone = 0.3f;

    private readonly List<(float Confidence, LabeledFace? Face)> detections = [];
    private readonly List<LabeledFace> faces = [];

    public int FaceCount => faces.Count;

    public int PhotoCount { get; private set; }

    /// <summary>Compares the detections of one photograph, already in WIDER FACE's convention.</summary>
    public void Add(LabeledPhoto photo, IEnumerable<DetectedFace> found)
    {
        PhotoCount++;
        List<LabeledFace> open = [.. photo.Faces.Where(face => face.Box.Height >= minHeight)];
        faces.AddRange(open);
        List<FaceBox> neutral = [.. photo.Faces.Select(face => face.Box).Where(box => box.Height < minHeight), .. photo.Ignored];
        foreach (DetectedFace detection in found.OrderByDescending(face => face.Confidence))
        {
            LabeledFace? match =
                open.Where(face => face.Box.Overlap(detection.Box) >= MinOverlap).MaxBy(face => face.Box.Overlap(detection.Box));
            if (match is not null)
            {
                open.Remove(match);
                detections.Add((detection.Confidence, match));
            }
            // A detection of a small face is right, only not asked for; its box may be less exact than those that count.
            else if (!neutral.Any(zone => zone.Overlap(detection.Box) >= SameZone || Covers(zone, detection.Box)))
            {
                detections.Add((detection.Confidence, null));
            }
        }
    }

    /// <summary>The lowest threshold with at most so many false faces a photograph, and what it gives.</summary>
    public (float Threshold, double Recall, double FalseFaces) At(double maxFalseFaces)
    {
        (float Threshold, double Recall, double FalseFaces) best = (1, 0, 0);
        int right = 0, wrong = 0;
        foreach ((float confidence, LabeledFace? face) in detections.OrderByDescending(detection => detection.Confidence)
            .ThenBy(detection => detection.Face is not null))
        {
            if (face is not null) right++;
            else wrong++;
            if (wrong > maxFalseFaces * PhotoCount) break;
            best = (confidence, (double)right / faces.Count, (double)wrong / PhotoCount);
        }
        return best;
    }

    /// <summary>Recall and false faces a photograph at a threshold.</summary>
    public (double Recall, double FalseFaces) With(double threshold) => (
        (double)detections.Count(detection => detection.Face is not null && detection.Confidence >= threshold) / Math.Max(1, faces.Count),
        (double)detections.Count(detection => detection.Face is null && detection.Confidence >= threshold) / Math.Max(1, PhotoCount));

    /// <summary>Faces and recall at a threshold of each kind of face; a face may be of several kinds.</summary>
    public IEnumerable<(string Kind, int Faces, double Recall)> By(Func<LabeledFace, IEnumerable<string>> kindsOf, double threshold)
    {
        HashSet<LabeledFace> found =
            [.. detections.Where(detection => detection.Face is not null && detection.Confidence >= threshold)
                .Select(detection => detection.Face!)];
        return from face in faces
               from kind in kindsOf(face)
               group face by kind into kind
               orderby kind.Key
               select (kind.Key, kind.Count(), (double)kind.Count(found.Contains) / kind.Count());
    }

    /// <summary>Whether the center of the detection lies within the zone and its size is about the same.</summary>
    private static bool Covers(FaceBox zone, FaceBox box)
    {
        float x = box.X + (box.Width / 2), y = box.Y + (box.Height / 2);
        return x > zone.X && x < zone.X + zone.Width && y > zone.Y && y < zone.Y + zone.Height
            && box.Height < 2 * zone.Height && box.Height > zone.Height / 2;
    }
}
