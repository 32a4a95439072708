namespace FerNet.Faces.Search;

/// <summary>
/// Finds the faces of an image: reduces it, runs the network, converts to pixels of the image, and keeps one answer for each face.
/// Thread-safe.
/// </summary>
internal sealed class FaceSearcher(DetectionNetwork network, FaceDetectorOptions options) : IDisposable
{
    /// <summary>
    /// The longest side that a box may have, and how far landmarks may lie from the upper left corner, in longest sides of the image.
    /// </summary>
    public const float MaxRelativeSide = 8;

    private const int Quarters = 4;

    /// <summary>The smallest long side in pixels of a reduced copy that is searched.</summary>
    private const int MinReducedSide = 48;

    /// <summary>
    /// The minimum height of a face in pixels of a reduced copy to be found in it, and to confirm a face that another pass found.
    /// </summary>
    private const float MinReducedFace = 24, MinConfirmedFace = 10;

    /// <summary>The faces of an image, the most certain first.</summary>
    /// <exception cref="OperationCanceledException">Canceled between two runs of the network.</exception>
    public IReadOnlyList<DetectedFace> Search(InputImage image, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using SearchInput input = SearchInput.Create(image, options.MaxInputSide, network.IsBlueFirst);
        cancellationToken.ThrowIfCancellationRequested();
        List<SearchPass> passes = [new(Find(image, input, input, face => face, cancellationToken), 0, 0)];
        for (int side = Math.Max(input.UsedWidth, input.UsedHeight) / 2, copies = 0;
            copies < network.ReducedCopies && side >= MinReducedSide;
            side /= 2, copies++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SearchInput reduced = SearchInput.Create(image, side, network.IsBlueFirst);
            // The errors in a mirror image differ from those in the image, so an answer in both is more often a face.
            reduced.Mirror();
            float reduction = (float)image.Height / reduced.UsedHeight;
            passes.Add(new(Find(image, reduced, reduced, face => MirrorBack(face, reduced), cancellationToken),
                MinReducedFace * reduction, MinConfirmedFace * reduction));
        }
        for (int quarters = 1; options.AnyOrientation && quarters < Quarters; quarters++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SearchInput turned = input.Turn(quarters);
            passes.Add(new(Find(image, turned, input, face => TurnBack(face, input, quarters), cancellationToken), 0, 0));
        }
        return (network.IsMerged ? AnswerMerging.Merge(passes, options) : NonMaximumSuppression.Apply(Unmerged(passes), options.MaxFaces))
            .AsReadOnly();
    }

    public void Dispose() => network.Dispose();

    /// <summary>The network's answers for an input, in pixels of the image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="input">The input, which may be mirrored or turned.</param>
    /// <param name="upright">The upright input.</param>
    /// <param name="toUpright">From pixels of the input to pixels of the upright one.</param>
    /// <param name="cancellationToken">Stops the wait for the run.</param>
    private List<DetectedFace> Find(InputImage image, SearchInput input, SearchInput upright, Func<DetectedFace, DetectedFace> toUpright,
        CancellationToken cancellationToken)
    {
        double least = network.IsMerged ? AnswerMerging.LeastAnswer(options.Threshold) : options.Threshold;
        float across = (float)image.Width / upright.UsedWidth, down = (float)image.Height / upright.UsedHeight;
        List<DetectedFace> faces = network.Run(input, least, cancellationToken)
            .ConvertAll(face => Enlarge(toUpright(face), across, down));
        faces.RemoveAll(face => !IsPossible(face, image));
        return NonMaximumSuppression.MostCertain(faces);
    }

    private List<DetectedFace> Unmerged(List<SearchPass> passes) =>
        [.. passes.SelectMany(pass => pass.Answers).Where(face => face.Box.Height >= options.MinFaceSize)];

    /// <summary>Whether at least a part of a face is in the image: a network may answer in the padding, or with extreme numbers.</summary>
    private static bool IsPossible(DetectedFace face, InputImage image)
    {
        FaceBox box = face.Box;
        float maxSide = MaxRelativeSide * Math.Max(image.Width, image.Height);
        return float.IsFinite(box.X) && float.IsFinite(box.Y) && box.Width <= maxSide && box.Height <= maxSide
            && box.ClampTo(image.Width, image.Height) is { Width: > 0, Height: > 0 }
            && (face.Landmarks?.ToArray().All(point => Math.Abs(point.X) <= maxSide && Math.Abs(point.Y) <= maxSide) ?? true);
    }

    private static DetectedFace Enlarge(DetectedFace face, float scaleX, float scaleY) => face with
    {
        Box = new FaceBox(face.Box.X * scaleX, face.Box.Y * scaleY, face.Box.Width * scaleX, face.Box.Height * scaleY),
        Landmarks = face.Landmarks?.Map(point => new FacePoint(point.X * scaleX, point.Y * scaleY)),
    };

    /// <summary>Converts a face in a mirrored input to pixels of the upright input; left and right landmarks are swapped.</summary>
    private static DetectedFace MirrorBack(DetectedFace face, SearchInput mirrored) => face with
    {
        Box = face.Box with { X = mirrored.Width - face.Box.X - face.Box.Width },
        Landmarks = face.Landmarks?.Mirror(mirrored.Width),
    };

    /// <summary>Converts a face in the input that was turned clockwise by quarters to pixels of the upright input.</summary>
    private static DetectedFace TurnBack(DetectedFace face, SearchInput upright, int quarters)
    {
        (FaceBox box, bool swaps) = (face.Box, quarters % 2 == 1);
        FacePoint center = Back(new FacePoint(box.X + (box.Width / 2), box.Y + (box.Height / 2)));
        (float width, float height) = swaps ? (box.Height, box.Width) : (box.Width, box.Height);
        return face with
        {
            Box = new FaceBox(center.X - (width / 2), center.Y - (height / 2), width, height),
            Landmarks = face.Landmarks?.Map(Back),
        };

        FacePoint Back(FacePoint point) => quarters switch
        {
            1 => new FacePoint(point.Y, upright.Height - point.X),
            2 => new FacePoint(upright.Width - point.X, upright.Height - point.Y),
            _ => new FacePoint(upright.Width - point.Y, point.X),
        };
    }
}
