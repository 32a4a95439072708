using FerNet.Training;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training.Detection;

/// <summary>How photographs are laid into inputs, and what happens to their labels.</summary>
public class ViewTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_point_goes_where_the_view_shows_it(bool isMirrored)
    {
        ImageView view = new((30, 20), (50, 60), 1.5, 1.2, 0.7, isMirrored);
        (double x, double y) = view.Map(41, 13);
        (double backX, double backY) = view.Inverse(x, y);
        Assert.Equal(41, backX, 1e-9);
        Assert.Equal(13, backY, 1e-9);
        Assert.Equal((50, 60), view.Map(30, 20));
    }

    [Fact]
    public void In_a_mirrored_view_right_is_left()
    {
        ImageView view = new((50, 50), (50, 50), 1, 1, 0, isMirrored: true);
        float[] mapped = view.MapLandmarks([40, 45, 60, 45, 50, 52, 43, 60, 57, 60]);
        Assert.Equal([40, 45, 60, 45, 50, 52, 43, 60, 57, 60], mapped.Select(value => MathF.Round(value, 3)));
        Assert.Equal([38, 45, 60, 45], view.MapLandmarks([40, 45, 62, 45, 0, 0, 0, 0, 0, 0])[..4].Select(value => MathF.Round(value, 3)));
    }

    [Fact]
    public void The_box_of_a_quarter_turn_has_its_sides_exchanged()
    {
        FaceBox box = new ImageView((10, 10), (50, 50), 2, 2, Math.PI / 2, false).Map(new FaceBox(6, 4, 8, 12));
        Assert.Equal(24, box.Width, 0.001f);
        Assert.Equal(16, box.Height, 0.001f);
        Assert.Equal(50, box.X + (box.Width / 2), 0.001f);
    }

    /// <summary>Against plain bilinear interpolation in floating point.</summary>
    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1.7, 0.4, true)]
    [InlineData(0.8, -1.2, false)]
    public void The_painter_interpolates(double scale, double angle, bool isMirrored)
    {
        RgbImage image = Noise(60, 50, seed: 3);
        ImagePyramid pyramid = new(image);
        ImageView view = new((30, 25), (32, 32), scale, scale, angle, isMirrored);
        CounterRandom random = new(1);
        ColorChange none = ColorChange.DrawForPhoto(ref random, 0);
        byte[] canvas = new byte[64 * 64 * 3];
        ViewPainter.Paint(pyramid, view, none, 0, extendsEdges: true, canvas, 64, new Window(0, 0, 64, 64));
        for (int y = 0; y < 64; y++)
        {
            for (int x = 0; x < 64; x++)
            {
                (double sourceX, double sourceY) = view.Inverse(x + 0.5, y + 0.5);
                for (int part = 0; part < 3; part++)
                    Assert.InRange(canvas[(3 * ((y * 64) + x)) + part] - Bilinear(image, sourceX - 0.5, sourceY - 0.5, part), -2.5, 2.5);
            }
        }
    }

    [Fact]
    public void Fine_stripes_turn_gray_when_they_are_shrunk()
    {
        byte[] pixels = new byte[256 * 256 * 3];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % 2 == 0 ? 0 : 255);
        ImagePyramid pyramid = new(new RgbImage(256, 256, pixels));
        CounterRandom random = new(1);
        byte[] canvas = new byte[64 * 64 * 3];
        ViewPainter.Paint(pyramid, new ImageView((128, 128), (32, 32), 0.25, 0.25, 0.1, false), ColorChange.DrawForPhoto(ref random, 0), 0,
            true, canvas, 64, new Window(0, 0, 64, 64));
        Assert.All(canvas, level => Assert.InRange(level, 125, 130));
    }

    [Fact]
    public void Beyond_the_border_the_canvas_stays_or_the_edge_goes_on()
    {
        ImagePyramid white = new(new RgbImage(20, 20, [.. Enumerable.Repeat((byte)255, 20 * 20 * 3)]));
        CounterRandom random = new(1);
        ColorChange none = ColorChange.DrawForPhoto(ref random, 0);
        byte[] stays = new byte[64 * 64 * 3], goesOn = new byte[64 * 64 * 3];
        ImageView view = new((10, 10), (32, 32), 1, 1, 0, false);
        ViewPainter.Paint(white, view, none, 0, extendsEdges: false, stays, 64, new Window(0, 0, 64, 64));
        ViewPainter.Paint(white, view, none, 0, extendsEdges: true, goesOn, 64, new Window(8, 8, 56, 56));
        Assert.Equal(20 * 20 * 3, stays.Count(level => level == 255));
        Assert.Equal(48 * 48 * 3, goesOn.Count(level => level == 255));
    }

    private static RgbImage Noise(int width, int height, int seed)
    {
        byte[] pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    private static double Bilinear(RgbImage image, double x, double y, int part)
    {
        int column = (int)Math.Floor(x), row = (int)Math.Floor(y);
        double right = x - column, down = y - row;
        return (At(column, row) * (1 - right) * (1 - down)) + (At(column + 1, row) * right * (1 - down)) +
            (At(column, row + 1) * (1 - right) * down) + (At(column + 1, row + 1) * right * down);

        double At(int c, int r) =>
            image.Pixels[(3 * ((Math.Clamp(r, 0, image.Height - 1) * image.Width) + Math.Clamp(c, 0, image.Width - 1))) + part];
    }
}
