using FerNet.Faces;
using FerNet.Faces.Framing;

namespace FerNet.Tests.Faces.Framing;

public class FaceFramingTests
{
    /// <summary>A face as FER2013's crops show it, in sides of the crop.</summary>
    private static readonly FacePoint[] Typical =
        [new(0.322f, 0.402f), new(0.678f, 0.402f), new(0.5f, 0.6025f), new(0.347f, 0.7465f), new(0.653f, 0.7465f)];

    private static FramingSettings Settings => FramingSettings.Default;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(-30, -30)]
    [InlineData(90, 90)]
    [InlineData(180, 180)]
    public void The_crop_lays_the_landmarks_over_their_mean_places_and_undoes_the_roll(float degrees, float roll)
    {
        FaceCrop crop = FaceFraming.FromLandmarks(Face(200, 120, 80, degrees), Settings);
        Assert.Equal(200, crop.CenterX, 0.05f);
        Assert.Equal(120, crop.CenterY, 0.05f);
        Assert.Equal(80 * Settings.SideFactor, crop.Side, 0.05);
        Assert.Equal(Math.Abs(roll), Math.Abs(crop.Roll), 0.05f);
        Assert.True(roll is 0 or 180 || MathF.Sign(roll) == MathF.Sign(crop.Roll));
    }

    [Fact]
    public void Without_landmarks_the_box_decides()
    {
        DetectedFace face = new() { Box = new FaceBox(10, 20, 80, 100), Confidence = 0.9f };
        FaceCrop crop = FaceFraming.Crop(face, Settings);
        Assert.Equal(50, crop.CenterX);
        Assert.InRange(crop.CenterY, 66, 71);
        Assert.InRange(crop.Side, 102 * Settings.SideFactor, 107 * Settings.SideFactor);
        Assert.Equal(0, crop.Roll);
    }

    [Fact]
    public void Where_all_landmarks_are_one_point_the_box_decides()
    {
        DetectedFace face = new() { Box = new FaceBox(10, 20, 80, 100), Confidence = 0.9f };
        FacePoint[] points = [.. Enumerable.Repeat(new FacePoint(40, 50), 5)];
        Assert.Equal(FaceFraming.Crop(face, Settings),
            FaceFraming.Crop(face with { Landmarks = FaceLandmarks.FromArray(points) }, Settings));
    }

    [Fact]
    public void An_image_is_a_crop_already_where_its_landmarks_lie_about_where_those_of_a_crop_lie()
    {
        FaceCrop whole = FaceFraming.CenteredSquare(300, 200);
        Assert.Equal((150, 100, 200), (whole.CenterX, whole.CenterY, whole.Side));
        Assert.True(MatchesCenteredSquare(150, 100, 200, 0));
        Assert.True(MatchesCenteredSquare(160, 95, 190, 3));
        Assert.False(MatchesCenteredSquare(200, 100, 200, 0));
        Assert.False(MatchesCenteredSquare(150, 100, 120, 0));
        Assert.False(MatchesCenteredSquare(150, 100, 320, 0));
        Assert.False(MatchesCenteredSquare(150, 100, 200, 40));

        bool MatchesCenteredSquare(float x, float y, float side, float degrees) =>
            FaceFraming.MatchesCenteredSquare(Detected(Face(x, y, side, degrees), x, y, side), whole, Settings);
    }

    [Fact]
    public void Where_landmarks_are_near_those_of_a_crop_the_box_decides()
    {
        FaceCrop whole = FaceFraming.CenteredSquare(200, 200);
        Assert.True(FaceFraming.MatchesCenteredSquare(Detected(Face(125, 120, 150, 0), 100, 100, 190), whole, Settings));
        Assert.False(FaceFraming.MatchesCenteredSquare(Detected(Face(125, 120, 150, 0), 125, 120, 120), whole, Settings));
        Assert.False(FaceFraming.MatchesCenteredSquare(Detected(Face(125, 120, 100, 0), 100, 100, 190), whole, Settings));
        Assert.True(FaceFraming.MatchesCenteredSquare(Detected(Face(100, 100, 200, 0), 20, 20, 30), whole, Settings));
    }

    /// <summary>A face whose box is as high as its square, about its center.</summary>
    private static DetectedFace Detected(FaceLandmarks landmarks, float x, float y, float side) => new()
    {
        Box = new FaceBox(x - (0.4f * side), y - (side / 2), 0.8f * side, side),
        Confidence = 0.9f,
        Landmarks = landmarks,
    };

    private static FaceLandmarks Face(float x, float y, float side, float degrees)
    {
        (float sin, float cos) = MathF.SinCos(degrees * MathF.PI / 180);
        return FaceLandmarks.FromArray([.. Typical.Select(point =>
        {
            float right = (point.X - 0.5f) * side, down = (point.Y - 0.5f) * side;
            return new FacePoint(x + (cos * right) - (sin * down), y + (sin * right) + (cos * down));
        })]);
    }
}
