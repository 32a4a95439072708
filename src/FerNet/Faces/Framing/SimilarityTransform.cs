using System.Numerics;

namespace FerNet.Faces.Framing;

/// <summary>
/// A scaling, rotation and translation of the plane: <c>point -> Factor * point + Shift</c> with points as complex numbers x + iy.
/// </summary>
/// <param name="Factor">Its magnitude is the scale, its phase the clockwise rotation in an image (whose y axis points down).</param>
/// <param name="Shift">Added after scaling and rotating.</param>
internal readonly record struct SimilarityTransform(Complex Factor, Complex Shift)
{
    /// <summary>Fits one set of points to another with the least sum of squared distances.</summary>
    /// <remarks>
    /// Source: Umeyama, "Least-squares estimation of transformation parameters between two point patterns", 1991, for two dimensions
    /// without reflection.
    /// </remarks>
    /// <param name="from">The points to transform; not all equal.</param>
    /// <param name="to">The target points, in the same order.</param>
    public static SimilarityTransform Fit(ReadOnlySpan<FacePoint> from, ReadOnlySpan<FacePoint> to)
    {
        Complex fromMean = Mean(from), toMean = Mean(to), product = Complex.Zero;
        double spread = 0;
        for (int i = 0; i < from.Length; i++)
        {
            Complex start = At(from[i]) - fromMean;
            product += Complex.Conjugate(start) * (At(to[i]) - toMean);
            spread += start.Real * start.Real + (start.Imaginary * start.Imaginary);
        }
        Complex factor = product / spread;
        return new SimilarityTransform(factor, toMean - (factor * fromMean));
    }

    /// <summary>Transforms a point.</summary>
    public FacePoint Apply(FacePoint point)
    {
        Complex moved = (Factor * At(point)) + Shift;
        return new FacePoint((float)moved.Real, (float)moved.Imaginary);
    }

    private static Complex At(FacePoint point) => new(point.X, point.Y);

    private static Complex Mean(ReadOnlySpan<FacePoint> points)
    {
        Complex sum = Complex.Zero;
        foreach (FacePoint point in points) sum += At(point);
        return sum / points.Length;
    }
}
