namespace FerNet.Training.Detection;

/// <summary>The affine map from an image to an input of the network: mirroring, scaling and rotation around a point. Immutable.</summary>
internal sealed class ImageView
{
    private readonly double a, b, c, d;
    private readonly double sine, cosine;
    private readonly double scaleX, scaleY;
    private readonly (double X, double Y) source, target;
    private readonly bool isMirrored;

    /// <param name="source">A point of the image in pixels.</param>
    /// <param name="target">The position of this point in pixels of the input.</param>
    /// <param name="scaleX">Pixels of the input per pixel of the image along its rows, above 0.</param>
    /// <param name="scaleY">The same along its columns.</param>
    /// <param name="angle">Clockwise rotation in radians, after scaling.</param>
    /// <param name="isMirrored">Whether left and right are exchanged first.</param>
    public ImageView((double X, double Y) source, (double X, double Y) target, double scaleX, double scaleY, double angle, bool isMirrored)
    {
        (this.source, this.target, this.scaleX, this.scaleY, this.isMirrored) = (source, target, scaleX, scaleY, isMirrored);
        (sine, cosine) = Math.SinCos(angle);
        double x = isMirrored ? -scaleX : scaleX;
        (a, b, c, d) = (cosine * x, -sine * scaleY, sine * x, cosine * scaleY);
    }

    /// <summary>The geometric mean of both scales.</summary>
    public double Scale => Math.Sqrt(scaleX * scaleY);

    /// <summary>Maps a point of the image to the input.</summary>
    public (double X, double Y) Map(double x, double y) =>
        (target.X + (a * (x - source.X)) + (b * (y - source.Y)), target.Y + (c * (x - source.X)) + (d * (y - source.Y)));

    /// <summary>Maps a point of the input to the image.</summary>
    public (double X, double Y) Inverse(double x, double y)
    {
        double determinant = (a * d) - (b * c), dx = x - target.X, dy = y - target.Y;
        return (source.X + (((d * dx) - (b * dy)) / determinant), source.Y + (((a * dy) - (c * dx)) / determinant));
    }

    /// <summary>
    /// Maps a face to its upright box. The face is treated as an ellipse, because the bounding box of a rotated rectangle would be too
    /// large.
    /// </summary>
    public FaceBox Map(FaceBox box)
    {
        (double x, double y) = Map(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        double halfX = box.Width * scaleX / 2, halfY = box.Height * scaleY / 2;
        double reachX = Math.Sqrt((halfX * cosine * halfX * cosine) + (halfY * sine * halfY * sine));
        double reachY = Math.Sqrt((halfX * sine * halfX * sine) + (halfY * cosine * halfY * cosine));
        return new FaceBox((float)(x - reachX), (float)(y - reachY), (float)(2 * reachX), (float)(2 * reachY));
    }

    /// <summary>Maps five landmarks. In a mirrored view, left and right eye and left and right corner of the mouth are exchanged.</summary>
    public float[] MapLandmarks(float[] points)
    {
        ReadOnlySpan<int> order = isMirrored ? [1, 0, 2, 4, 3] : [0, 1, 2, 3, 4];
        float[] mapped = new float[points.Length];
        for (int point = 0; point < order.Length; point++)
        {
            (double x, double y) = Map(points[2 * order[point]], points[(2 * order[point]) + 1]);
            (mapped[2 * point], mapped[(2 * point) + 1]) = ((float)x, (float)y);
        }
        return mapped;
    }
}
