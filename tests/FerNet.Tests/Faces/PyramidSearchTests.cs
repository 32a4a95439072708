using FerNet.Faces;
using FerNet.ModelFile;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Faces;

/// <summary>The search that stops early finds the face that the whole search finds.</summary>
public sealed class PyramidSearchTests : IDisposable
{
    private static readonly FaceBox Large = new(60, 90, 380, 380), Small = new(560, 60, 60, 60);
    private readonly CellScorer scorer = new(ShippedModel.Read(DetectorFile.Name), 1);

    public void Dispose() => scorer.Dispose();

    [Fact]
    public void The_largest_face_is_the_same_and_much_smaller_ones_are_never_looked_for()
    {
        PyramidSearch search = new(scorer, new FaceDetectorOptions());
        Picture picture = Both();
        List<DetectedFace> all = search.All(picture.GrayPicture), largest = search.Largest(picture.GrayPicture);
        Assert.Contains(all, face => face.Box.Overlap(Large) > 0.5f);
        Assert.Contains(all, face => face.Box.Overlap(Small) > 0.5f);
        Assert.DoesNotContain(largest, face => face.Box.Overlap(Small) > 0);
        Assert.Equal(all.MaxBy(face => face.Box.Width), largest.MaxBy(face => face.Box.Width));
    }

    [Fact]
    public void A_small_face_alone_is_found_and_bare_ground_has_none()
    {
        PyramidSearch search = new(scorer, new FaceDetectorOptions());
        Assert.Contains(search.Largest(DrawnPicture.On(700, 500, 110, Small).GrayPicture), face => face.Box.Overlap(Small) > 0.5f);
        Assert.Empty(search.Largest(DrawnPicture.On(700, 500, 110, null).GrayPicture));
    }

    [Theory]
    [InlineData("astronaut.png")]
    [InlineData("family.jpg")]
    [InlineData("portrait.jpg")]
    [InlineData("selfie.jpg")]
    [InlineData("group.jpg")]
    public void On_photographs_both_agree(string photo)
    {
        PyramidSearch search = new(scorer, new FaceDetectorOptions { MinFaceSize = 48 });
        Picture picture = Picture.Load(SharedData.Path($"photos/{photo}"));
        Assert.Equal(search.All(picture.GrayPicture).MaxBy(face => face.Box.Width),
            search.Largest(picture.GrayPicture).MaxBy(face => face.Box.Width));
    }

    private static Picture Both()
    {
        using SKBitmap bitmap = new(700, 500, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(110, 110, 110));
        DrawnPicture.DrawFace(bitmap, Emotion.Happy, 3, Large);
        DrawnPicture.DrawFace(bitmap, Emotion.Happy, 3, Small);
        return Picture.FromColor(700, 500, bitmap.GetPixelSpan());
    }
}
