using FerNet.Faces;
using FerNet.Faces.Search;

namespace FerNet.Tests.Faces.Search;

public class FaceCellsTests
{
    [Theory]
    [InlineData(0.5f)]
    [InlineData(0f)]
    public void Offsets_and_logarithms_are_in_strides_from_the_reference_point_of_the_cell(float reference)
    {
        float[] points = [-1, 0, 1, 0, 0, 0.5f, -0.75f, 1, 0.75f, 1];
        // The cell in column 3 of row 2.
        DetectedFace face = new FaceCells(16, 10, reference).Decode(23, 0.9f, [0.25f, -0.5f, MathF.Log(2), MathF.Log(3)], points);
        float x = (3 + reference) * 16, y = (2 + reference) * 16;
        Assert.Equal(0.9f, face.Confidence);
        Assert.Equal(x + 4 - 16, face.Box.X, 1e-3f);
        Assert.Equal(y - 8 - 24, face.Box.Y, 1e-3f);
        Assert.Equal((32, 48), (MathF.Round(face.Box.Width, 3), MathF.Round(face.Box.Height, 3)));
        Assert.Equal(new FacePoint(x - 16, y), face.Landmarks!.RightEye);
        Assert.Equal(new FacePoint(x + 16, y), face.Landmarks.LeftEye);
        Assert.Equal(new FacePoint(x, y + 8), face.Landmarks.Nose);
        Assert.Equal(new FacePoint(x - 12, y + 16), face.Landmarks.RightMouthCorner);
        Assert.Equal(new FacePoint(x + 12, y + 16), face.Landmarks.LeftMouthCorner);
    }

    [Fact]
    public void Without_points_there_are_no_landmarks() =>
        Assert.Null(new FaceCells(8, 4, 0.5f).Decode(0, 0.5f, [0, 0, 1, 1], []).Landmarks);
}
