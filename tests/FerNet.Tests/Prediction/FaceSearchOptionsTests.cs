namespace FerNet.Tests.Prediction;

/// <summary>A number that <see cref="FaceSearch"/> does not name is refused where it is set.</summary>
public sealed class FaceSearchOptionsTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_undefined_value_is_refused(int value)
    {
        foreach (Func<object> create in (Func<object>[])[() => new EmotionPredictorOptions { Faces = (FaceSearch)value }, () =>
            new FerDatasetOptions { Faces = (FaceSearch)value }])
        {
            Assert.StartsWith($"Faces is {value}, which FaceSearch does not know; take one of Auto, None, Required.",
                Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_defined_value_is_accepted()
    {
        foreach (FaceSearch value in Enum.GetValues<FaceSearch>())
        {
            Assert.Equal(value, new EmotionPredictorOptions { Faces = value }.Faces);
            Assert.Equal(value, new FerDatasetOptions { Faces = value }.Faces);
        }
    }
}
