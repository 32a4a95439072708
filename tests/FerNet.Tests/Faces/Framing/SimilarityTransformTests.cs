using System.Numerics;
using CsCheck;
using FerNet.Faces;
using FerNet.Faces.Framing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Faces.Framing;

public class SimilarityTransformTests
{
    private static readonly Gen<FacePoint[]> FivePoints =
        Gen.Select(Gen.Float[-10, 10], Gen.Float[-10, 10], (x, y) => new FacePoint(x, y)).Array[5];

    [Fact]
    public void A_known_transform_is_found_again() =>
        Gen.Select(FivePoints, Gen.Double[0.1, 10], Gen.Double[-3, 3], Gen.Double[-50, 50]).ForAll(
        (points, scale, angle, shift) =>
        {
            SimilarityTransform known = new(Complex.FromPolarCoordinates(scale, angle), new Complex(shift, -shift));
            SimilarityTransform found = SimilarityTransform.Fit(points, [.. points.Select(known.Apply)]);
            Assert.Equal(scale, found.Factor.Magnitude, 1e-2 * scale);
            FacePoint one = known.Apply(points[0]), other = found.Apply(points[0]);
            Assert.Equal(one.X, other.X, 0.05f);
            Assert.Equal(one.Y, other.Y, 0.05f);
        });

    [Fact]
    public void No_other_transform_near_it_has_a_smaller_error() =>
        Gen.Select(FivePoints, FivePoints, Gen.Double[-0.05, 0.05], Gen.Double[-0.05, 0.05]).ForAll(
        (from, to, first, second) =>
        {
            SimilarityTransform best = SimilarityTransform.Fit(from, to);
            SimilarityTransform other = new(best.Factor + new Complex(first, second), best.Shift + new Complex(second, -first));
            Assert.True(Error(best, from, to) <= Error(other, from, to) + 1e-3);
        });

    private static double Error(SimilarityTransform transform, FacePoint[] from, FacePoint[] to) => from.Zip(to).Sum(pair =>
    {
        FacePoint moved = transform.Apply(pair.First);
        return Math.Pow(moved.X - pair.Second.X, 2) + Math.Pow(moved.Y - pair.Second.Y, 2);
    });
}
