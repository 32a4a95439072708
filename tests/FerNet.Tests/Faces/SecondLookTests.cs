using FerNet.Faces;
using FerNet.ModelFile;
using FerNet.Pictures;
using FerNet.Tests.Support;

namespace FerNet.Tests.Faces;

public sealed class SecondLookTests : IDisposable
{
    private readonly CellScorer scorer = new(ShippedModel.Read(DetectorFile.Name), 1);

    public void Dispose() => scorer.Dispose();

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(150)]
    public void A_badly_placed_box_moves_towards_the_face_and_bare_ground_loses_its_confidence(float side)
    {
        FaceBox truth = new(230 - (side / 2), 160 - (side / 2), side, side), ground = new(30, 30, side, side);
        Picture picture = DrawnPicture.On(420, 320, 110, truth);
        (GrayPicture, double)[] copies = [.. Pyramid.Of(picture.GrayPicture, 20)];
        FaceBox askew = truth with { X = truth.X + (0.15f * side), Width = 1.15f * side, Height = 1.15f * side };
        DetectedFace[] looked = [.. new SecondLook(scorer).At(copies, [At(askew, 0.5f), At(ground, 0.5f)], 0)];
        Assert.Equal(2, looked.Length);
        Assert.True(looked[0].Box.Overlap(truth) > askew.Overlap(truth), $"{looked[0].Box} is no nearer to {truth} than {askew}");
        Assert.True(looked[0].Confidence > 0.5f
            && looked[1].Confidence < 0.2f, $"face {looked[0].Confidence}, ground {looked[1].Confidence}");
    }

    [Fact]
    public void What_is_left_out_early_would_not_have_been_sure_enough()
    {
        Picture picture = DrawnPicture.On(420, 320, 110, new FaceBox(200, 120, 80, 80));
        (GrayPicture, double)[] copies = [.. Pyramid.Of(picture.GrayPicture, 40)];
        DetectedFace[] places =
            [.. Enumerable.Range(0, 60).Select(i => At(new FaceBox(170 + (i % 10 * 6), 90 + (i / 10 * 10), 80, 80), 0.2f + (0.01f * i)))];
        DetectedFace[] all = [.. new SecondLook(scorer).At(copies, places, 0)];
        Assert.Equal(60, all.Length);
        foreach (float threshold in (float[])[0.3f, 0.5f, 0.8f])
        {
            DetectedFace[] some = [.. new SecondLook(scorer).At(copies, places, threshold)];
            Assert.True(some.Length < 60);
            Assert.Equal(all.Where(face => face.Confidence >= threshold), some.Where(face => face.Confidence >= threshold));
        }
    }

    [Fact]
    public void A_mirrored_picture_gives_mirrored_looks_within_what_another_grid_changes()
    {
        FaceBox truth = new(200, 120, 80, 80);
        Picture picture = DrawnPicture.On(420, 320, 110, truth), mirrored = Mirrored(picture);
        FaceBox place = truth, turned = truth with { X = picture.Width - truth.X - truth.Width };
        DetectedFace plain = One(picture, place), other = One(mirrored, turned);
        Assert.Equal(plain.Confidence, other.Confidence, 0.1);
        Assert.Equal(picture.Width - plain.Box.X - plain.Box.Width, other.Box.X, 3f);
        Assert.Equal(plain.Box.Y, other.Box.Y, 3f);

        DetectedFace One(Picture shown, FaceBox box) =>
            new SecondLook(scorer).At([.. Pyramid.Of(shown.GrayPicture, 40)], [At(box, 0.9f)], 0).Single();
    }

    [Fact]
    public void More_places_than_fit_into_one_call_keep_their_order()
    {
        Picture picture = DrawnPicture.On(420, 320, 110, new FaceBox(200, 120, 80, 80));
        (GrayPicture, double)[] copies = [.. Pyramid.Of(picture.GrayPicture, 40)];
        DetectedFace[] places =
            [.. Enumerable.Range(0, 40).Select(i => At(new FaceBox(i == 33 ? 200 : 4 * i, i == 33 ? 120 : 10, 80, 80), 0.5f))];
        DetectedFace[] looked = [.. new SecondLook(scorer).At(copies, places, 0)];
        Assert.Equal(40, looked.Length);
        Assert.Equal(33, Array.FindIndex(looked, face => face.Confidence == looked.Max(other => other.Confidence)));
    }

    private static Picture Mirrored(Picture picture)
    {
        byte[] levels = picture.Gray.ToArray();
        for (int row = 0; row < picture.Height; row++) levels.AsSpan(row * picture.Width, picture.Width).Reverse();
        return Picture.FromGray(picture.Width, picture.Height, levels);
    }

    private static DetectedFace At(FaceBox box, float confidence) => new() { Box = box, Confidence = confidence };
}
