using FerNet.Data;
using FerNet.Drawing;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Drawing;

public class DrawnFacesTests
{
    [Fact]
    public void A_seed_draws_the_same_faces_and_another_seed_others()
    {
        Assert.Equal(DrawnFaces.Dataset(10, seed: 3).Digest, DrawnFaces.Dataset(10, seed: 3).Digest);
        Assert.NotEqual(DrawnFaces.Dataset(10, seed: 3).Digest, DrawnFaces.Dataset(10, seed: 4).Digest);
    }

    [Fact]
    public void Every_split_has_as_many_faces_of_each_expression_and_no_face_twice()
    {
        FerDataset faces = DrawnFaces.Dataset(20, seed: 1);
        Assert.All(EmotionExtensions.All, emotion =>
        {
            Assert.Equal(16, faces.Counts[emotion, DatasetSplit.Training]);
            Assert.Equal(2, faces.Counts[emotion, DatasetSplit.PublicTest]);
            Assert.Equal(2, faces.Counts[emotion, DatasetSplit.PrivateTest]);
        });
        Assert.Equal(faces.Count, Enumerable.Range(0, faces.Count).Select(i => Convert.ToBase64String(faces.Pixels(i))).Distinct().Count());
    }

    [Fact]
    public void A_patch_is_a_gray_face_that_fills_the_range()
    {
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            byte[] patch = DrawnFaces.Patch(emotion, seed: 11);
            Assert.Equal(FacePatch.PixelCount, patch.Length);
            Assert.True(patch.Max() - patch.Min() > 90);
        }
    }

    [Fact]
    public void An_image_has_the_size_asked_for()
    {
        using SKBitmap image = SKBitmap.Decode(DrawnFaces.Png(Emotion.Happy, seed: 2, side: 320));
        Assert.Equal((320, 320), (image.Width, image.Height));
    }
}
