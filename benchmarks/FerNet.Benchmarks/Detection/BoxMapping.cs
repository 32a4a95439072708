using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>The one fixed step from a detector's boxes to WIDER FACE's, in shares of the box's width and height.</summary>
internal sealed record BoxMapping(float X, float Y, float Width, float Height)
{
    public FaceBox Apply(FaceBox box) => new(box.X + (X * box.Width), box.Y + (Y * box.Height), Width * box.Width, Height * box.Height);

    /// <summary>Medians over the sure detections of annotated faces of 40 pixels or more.</summary>
    public static BoxMapping Fit(IReadOnlyList<LabeledPhoto> photos, IReadOnlyList<IReadOnlyList<DetectedFace>> detections)
    {
        List<(FaceBox Found, FaceBox Face)> pairs = [];
        for (int i = 0; i < photos.Count; i++)
        {
            foreach (FaceBox face in photos[i].Faces.Select(face => face.Box).Where(face => face.Height >= 40))
            {
                FaceBox best = detections[i].Where(found => found.Confidence > 0.3f).Select(found => found.Box)
                    .OrderByDescending(face.Overlap).FirstOrDefault();
                if (face.Overlap(best) > 0.3f) pairs.Add((best, face));
            }
        }
        return new BoxMapping(
            Median.Of(pairs.Select(pair => (pair.Face.X - pair.Found.X) / pair.Found.Width)),
            Median.Of(pairs.Select(pair => (pair.Face.Y - pair.Found.Y) / pair.Found.Height)),
            Median.Of(pairs.Select(pair => pair.Face.Width / pair.Found.Width)),
            Median.Of(pairs.Select(pair => pair.Face.Height / pair.Found.Height)));
    }

    public override string ToString() =>
        FormattableString.Invariant($"moved by {X:0.000}, {Y:0.000} and sized {Width:0.000} x {Height:0.000}");
}
