namespace FerNet.Faces.Search;

/// <summary>From an image to its faces: reduction, network, non-maximum suppression, back to pixels of the image. Thread-safe.</summary>
internal sealed class FaceSearcher(DetectionNetwork network, FaceDetectorOptions options) : IDisposable
{
    /// <summary>
    /// The longest side that a box may have, and how far landmarks may lie from the upper left corner, in longest sides of the image.
    /// </summary>
    public const float MaxRelativeSide = 8;

    private const int Quarters = 4;

    /// <summary>The smallest long side in pixels of a reduced copy that is searched.</summary>
    private const int MinReducedSide = 48;

    /// <summary>The smallest face in pixels of a reduced copy that is taken: smaller ones are found at the next larger size.</summary>
    private const int MinReducedFace = 48;

    /// <summary>The faces of an image, the most certain first.</summary>
    /// <exception cref="OperationCanceledException">Canceled between two runs of the network.</exception>
    public IReadOnlyList<DetectedFace> Search(InputImage image, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using SearchInput input = SearchInput.Create(image, options.MaxInputSide, network.IsBlueFirst);
        cancellationToken.ThrowIfCancellationRequested();
        List<DetectedFace> answers = network.Run(input, options.Threshold);
        for (int side = Math.Max(input.UsedWidth, input.UsedHeight) / 2, copies = 0;
            copies < network.ReducedCopies && side >= MinReducedSide;
            side /= 2, copies++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SearchInput reduced = SearchInput.Create(image, side, network.IsBlueFirst);
            float across = (float)input.UsedWidth / reduced.UsedWidth, down = (float)input.UsedHeight / reduced.UsedHeight;
            answers.AddRange(network.Run(reduced, options.Threshold)
                .Where(face => face.Box.Height >= MinReducedFace)
                .Select(face => Enlarge(face, across, down)));
        }
        for (int quarters = 1; options.AnyOrientation && quarters < Quarters; quarters++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SearchInput turned = input.Turn(quarters);
            answers.AddRange(network.Run(turned, options.Threshold).Select(face => TurnBack(face, input, quarters)));
        }
        float scaleX = (float)image.Width / input.UsedWidth, scaleY = (float)image.Height / input.UsedHeight;
        List<DetectedFace> faces = answers.ConvertAll(face => Enlarge(face, scaleX, scaleY));
        faces.RemoveAll(face => !(face.Box.Height >= options.MinFaceSize && IsPossible(face, image)));
        return NonMaximumSuppression.Apply(faces, options.MaxFaces).AsReadOnly();
    }

    public void Dispose() => network.Dispose();

    /// <summary>
    /// Whether a face shows at least in part in the image: a network may answer in the padding, or with numbers out of all proportion.
    /// </summary>
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

    /// <summary>A face that was found in the input turned clockwise by quarters, in pixels of the upright input.</summary>
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
