using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>What 'Predict' depends on: whether the largest detection is the largest face.</summary>
internal static class LargestFace
{
    private const float MinOverlap = 0.4f, MinHeight = 40;

    /// <summary>
    /// The share of photographs with a face of 40 pixels or more in which the largest detection overlaps the largest annotated face.
    /// </summary>
    public static double Hits(IReadOnlyList<LabeledPhoto> photos, IReadOnlyList<IReadOnlyList<DetectedFace>> found, BoxMapping mapping,
        double threshold)
    {
        int hits = 0, count = 0;
        for (int i = 0; i < photos.Count; i++)
        {
            if (!photos[i].Faces.Any(face => face.Box.Height >= MinHeight)) continue;
            count++;
            FaceBox face = photos[i].Faces.Select(face => face.Box).MaxBy(Area);
            FaceBox detection = found[i].Where(face => face.Confidence >= threshold).Select(face => mapping.Apply(face.Box))
                .OrderByDescending(Area).FirstOrDefault();
            if (face.Overlap(detection) >= MinOverlap) hits++;
        }
        return (double)hits / count;
    }

    private static float Area(FaceBox box) => box.Width * box.Height;
}
