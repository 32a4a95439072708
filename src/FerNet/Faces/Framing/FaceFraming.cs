using FerNet.Pictures;

namespace FerNet.Faces.Framing;

/// <summary>From a face to the square that the emotion network reads, framed as FER2013's faces are.</summary>
/// <remarks>
/// The places in FER2013's crops are measured by <c>benchmarks -- framing</c>: medians over Training faces, the two halves of the face made
/// symmetric.
/// </remarks>
internal static class FaceFraming
{
    /// <summary>Where FER2013's crops show the five landmarks, in sides of the crop from its upper left corner.</summary>
    private static readonly FacePoint[] MeanLandmarks =
        [new(0.3215f, 0.382f), new(0.6785f, 0.382f), new(0.5f, 0.5675f), new(0.352f, 0.7405f), new(0.648f, 0.7405f)];

    /// <summary>Height and center of the box from forehead to chin in FER2013's crops, in sides of the crop.</summary>
    private const float BoxHeight = 0.999f, BoxCenterY = 0.519f;

    /// <summary>The smallest side in pixels of a crop that landmarks decide.</summary>
    private const float MinSide = 1;

    /// <summary>
    /// The crop of a detected face: by its landmarks, or by its box where there are none, or where they are all about the same point.
    /// </summary>
    public static FaceCrop Crop(DetectedFace face, FramingSettings settings) =>
        face.Landmarks is { } landmarks && FromLandmarks(landmarks, settings) is { Side: >= MinSide } crop
            ? crop
            : FromBox(face.Box, settings);

    /// <summary>The square that lays the landmarks over their mean places.</summary>
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
            Roll = Math.Abs(roll) < settings.RollFrom ? 0 : (float)roll,
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
    public static FaceCrop Whole(int width, int height)
    {
        FaceBox square = PatchCutter.CenteredSquare(width, height);
        return new FaceCrop { CenterX = square.X + (square.Width / 2), CenterY = square.Y + (square.Height / 2), Side = square.Width };
    }

    /// <summary>
    /// Whether an image that is read whole shows this crop already, so that cropping it again would only lose its border.
    /// </summary>
    public static bool IsWhole(FaceCrop crop, FaceCrop whole, FramingSettings settings)
    {
        double x = crop.CenterX - whole.CenterX, y = crop.CenterY - whole.CenterY, ratio = crop.Side / whole.Side;
        return crop.Roll == 0 && Math.Sqrt((x * x) + (y * y)) <= settings.WholeShift * whole.Side && ratio <= settings.WholeRatio
            && ratio >= 1 / settings.WholeRatio;
    }
}
