using FerNet.Imaging;
using FerNet.Prediction;

namespace FerNet.Tests.Prediction;

public class FaceViewsTests
{
    [Fact]
    public void Views_of_several_faces_stay_in_their_order()
    {
        byte[] bright = new byte[FacePatch.PixelCount], left = new byte[FacePatch.PixelCount];
        Array.Fill(bright, (byte)200);
        for (int row = 0; row < 48; row++) left.AsSpan(row * 48, 10).Fill(90);

        IReadOnlyList<byte[]> views = FaceViews.Create((byte[])[.. bright, .. left], mirrored: true, closer: true);

        Assert.Equal(4, views.Count);
        Assert.All(views, view => Assert.Equal(bright, view[..FacePatch.PixelCount]));
        // The bar's end at 10 pixels moves 6 % away from the middle, to 9.16.
        Assert.Equal([90, 90, 0], Row(0, 8, 11).Select(level => (int)level));
        Assert.Equal((90, 0), (Row(1, 8, 9)[0], Row(1, 10, 11)[0]));
        Assert.InRange(Row(1, 9, 10)[0], 1, 60);
        Assert.Equal(Row(0, 0, 48).Reverse(), Row(2, 0, 48));
        Assert.Equal(Row(1, 0, 48).Reverse(), Row(3, 0, 48));

        byte[] Row(int view, int from, int to) =>
            views[view][(FacePatch.PixelCount + (20 * 48) + from)..(FacePatch.PixelCount + (20 * 48) + to)];
    }

    [Fact]
    public void An_answer_of_nothing_does_not_make_the_mean_no_number()
    {
        float[] sure = [1, 0, 0, 0, 0, 0, 0], other = [0, 1, 0, 0, 0, 0, 0];
        float[] mean = FaceViews.Mean([sure, other]);
        Assert.Equal(1, mean.Sum(), 1e-6);
        Assert.Equal(0.5, mean[0], 1e-6);
        Assert.Equal(0.5, mean[1], 1e-6);
    }
}
