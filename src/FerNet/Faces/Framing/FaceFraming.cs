using FerNet.Imaging;

namespace FerNet.Faces.Framing;

/// <summary>Computes the crop of a face, framed as FER2013's faces are.</summary>
/// <remarks>
/// The positions in FER2013's crops were measured by <c>benchmarks -- framing</c>: medians over Training faces, averaged over the left and
/// right halves of the face.
/// </remarks>
internal static class FaceFraming
{
    /// <summary>
    /// Mean positions of the five landmarks in FER2013's crops, as a share of the crop's side, from its upper left corner.
    /// </summary>
    private static readonly FacePoint[] MeanLandmarks =
        [new(0.322f, 0.402f), new(0.678f, 0.402f), new(0.5f, 0.6025f), new(0.347f, 0.7465f), new(0.653f, 0.7465f)];

    /// <summary>Height and center of the box from forehead to chin in FER2013's crops, as a share of the crop's side.</summary>
    private const float BoxHeight = 0.959f, BoxCenterY = 0.517f;

    /// <summary>The smallest side in pixels of a crop that is computed from landmarks.</summary>
    private const float MinSide = 1;

    /// <summary>
    /// The crop of a detected face: from its landmarks, or from its box where there are no landmarks or they all lie at about the same
    /// point.
    /// </summary>
    public static FaceCrop Crop(DetectedFace face, FramingSettings settings) =>
        face.Landmarks is { } landmarks && FromLandmarks(landmarks, settings) is { Side: >= MinSide } crop
            ? crop
            : FromBox(face.Box, settings);

    /// <summary>The square that fits the landmarks to their mean positions in FER2013's crops.</summary>
    public static FaceCrop FromLandmarks(FaceLandmarks landmarks, FramingSettings settings)
    {
        SimilarityTransform fit = SimilarityTransform.Fit(MeanLandmarks, landmarks.ToArray());
        FacePoint center = fit.Apply(new FacePoint(0.5f, 0.5f));
        double roll = fit.Factor.Phase * 180 / Math.PI;
        return new FaceCrop
        {
            CenterX = center.X,
            CenterY = center.Y,
            Side = (float)(fit.Factor.Magnitude * settings.SideFactor),
            Roll = Math.Abs(roll) < settings.MinRoll ? 0 : (float)roll,
        };
    }

    /// <summary>The upright square around a box from forehead to chin.</summary>
    public static FaceCrop FromBox(FaceBox box, FramingSettings settings)
    {
        float side = box.Height / BoxHeight;
        return new FaceCrop
        {
            CenterX = box.X + (box.Width / 2),
            CenterY = box.Y + (box.Height / 2) - ((BoxCenterY - 0.5f) * side),
            Side = (float)(side * settings.SideFactor),
        };
    }

    /// <summary>The largest square in the middle of an image.</summary>
    public static FaceCrop CenteredSquare(int width, int height)
    {
        FaceBox square = PatchCropper.CenteredSquare(width, height);
        return new FaceCrop { CenterX = square.X + (square.Width / 2), CenterY = square.Y + (square.Height / 2), Side = square.Width };
    }

    /// <summary>
    /// Whether the centered square of the image is about the same as the crop of this face: then cropping would only remove the border.
    /// </summary>
    /// <remarks>
    /// Landmarks are less precise than boxes: where the crop from landmarks is near the centered square but not about the same, the crop
    /// from the box decides.
    /// </remarks>
    public static bool MatchesCenteredSquare(DetectedFace face, FaceCrop whole, FramingSettings settings)
    {
        FaceCrop crop = Crop(face, settings);
        double shift = settings.MaxCenterShift, ratio = settings.MaxSideRatio;
        return IsNear(crop, whole, shift, ratio)
            || (IsNear(crop, whole, 2 * shift, ratio * ratio) && IsNear(FromBox(face.Box, settings), whole, shift, ratio));
    }

    /// <param name="crop">A crop.</param>
    /// <param name="whole">The centered square of the image.</param>
    /// <param name="maxShift">The largest distance of the centers, as a share of the side of the centered square.</param>
    /// <param name="maxRatio">The largest ratio of the sides, whichever is larger.</param>
    private static bool IsNear(FaceCrop crop, FaceCrop whole, double maxShift, double maxRatio)
    {
        double x = crop.CenterX - whole.CenterX, y = crop.CenterY - whole.CenterY, ratio = crop.Side / whole.Side;
        return crop.Roll == 0 && Math.Sqrt((x * x) + (y * y)) <= maxShift * whole.Side && ratio <= maxRatio && ratio >= 1 / maxRatio;
    }
}
