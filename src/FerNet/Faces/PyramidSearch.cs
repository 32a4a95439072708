using FerNet.Pictures;

namespace FerNet.Faces;

/// <summary>Searches a picture for faces, copy by copy of its pyramid. Thread-safe.</summary>
internal sealed class PyramidSearch(CellScorer scorer, FaceDetectorOptions options)
{
    /// <summary>Faces a little smaller than asked for still count, since sizes are estimates.</summary>
    private const double LeastShare = 0.85;

    /// <summary>From this confidence on a large face ends the search; a surer small one within it might still prove it wrong.</summary>
    private const float Sure = 0.8f;

    private readonly SecondLook secondLook = new(scorer);
    private readonly double smallestSide = options.MinFaceSize * FaceNetwork.SideOfHeight,
        threshold = SecondLook.FirstThreshold(options.Threshold);

    /// <summary>All faces, the most certain first.</summary>
    public List<DetectedFace> All(GrayPicture picture, CancellationToken cancellationToken = default)
    {
        (GrayPicture Copy, double Scale)[] copies = [.. Pyramid.Of(picture, smallestSide)];
        return Faces(copies, copies.SelectMany(copy => Answers(copy.Copy, copy.Scale, cancellationToken)), cancellationToken);
    }

    /// <summary>
    /// The faces that the search for the largest one comes by, the most certain first; none where there is none of any size.
    /// </summary>
    /// <remarks>
    /// From the smallest copy, which shows the largest faces, to larger ones: each costs four times as much as the one before. It ends once
    /// a face is surely found that is too large for the next copy: what that one shows is at most half as large.
    /// </remarks>
    public List<DetectedFace> Largest(GrayPicture picture, CancellationToken cancellationToken = default)
    {
        (GrayPicture Copy, double Scale)[] copies = [.. Pyramid.Of(picture, smallestSide)];
        List<DetectedFace> answers = [], faces = [];
        for (int i = copies.Length - 1; i >= 0; i--)
        {
            answers.AddRange(Answers(copies[i].Copy, copies[i].Scale, cancellationToken));
            faces = Faces(copies, answers, cancellationToken);
            if (faces.Any(face => face.Confidence >= Sure && face.Box.Width * copies[i].Scale >= FaceNetwork.LargestSide)) break;
        }
        return faces;
    }

    private IEnumerable<DetectedFace> Answers(GrayPicture copy, double scale, CancellationToken cancellationToken)
    {
        float back = (float)(1 / scale);
        return scorer.Find(copy, threshold, cancellationToken)
            .Select(face => face with
            {
                Box = new FaceBox(face.Box.X * back, face.Box.Y * back, face.Box.Width * back, face.Box.Height * back),
            })
            .Where(face => face.Box.Width >= LeastShare * smallestSide);
    }

    private List<DetectedFace> Faces(IReadOnlyList<(GrayPicture Copy, double Scale)> copies, IEnumerable<DetectedFace> answers,
        CancellationToken cancellationToken)
    {
        List<DetectedFace> places = Suppression.Apply(answers, (int)Math.Clamp(2L * options.MaxFaces, 32, int.MaxValue));
        return Suppression.Apply(secondLook.At(copies, places, options.Threshold, cancellationToken)
            .Where(face => face.Confidence >= options.Threshold), options.MaxFaces);
    }
}
