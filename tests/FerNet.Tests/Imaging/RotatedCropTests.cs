using FerNet.Imaging;

namespace FerNet.Tests.Imaging;

public class RotatedCropTests
{
    [Theory]
    [InlineData(300, 300, 150, 150, 120, 20)]
    [InlineData(300, 300, 150, 150, 200, -35)]
    [InlineData(120, 90, 60, 45, 110, 15)]
    [InlineData(60, 60, 30, 30, 30, 45)]
    public void The_patch_is_what_many_samples_of_the_turned_square_give(int width, int height, float x, float y, float side, float roll)
    {
        GrayImage image = Smooth(width, height);
        byte[] patch = new byte[FacePatch.PixelCount];
        RotatedCrop.Cut(image, new FaceCrop { CenterX = x, CenterY = y, Side = side, Roll = roll }, patch);
        for (int i = 0; i < patch.Length; i++) Assert.Equal(Sampled(image, x, y, side, roll, i % 48, i / 48), patch[i], 3.0);
    }

    [Fact]
    public void A_quarter_turn_reads_the_turned_image()
    {
        GrayImage image = Smooth(96, 96);
        byte[] turnedLevels = new byte[96 * 96], patch = new byte[FacePatch.PixelCount], expected = new byte[FacePatch.PixelCount];
        // What lies to the right of a crop that is turned clockwise by a quarter lies below in the image.
        for (int i = 0; i < turnedLevels.Length; i++) turnedLevels[i] = image.Pixels[(i % 96 * 96) + (95 - (i / 96))];
        RotatedCrop.Cut(image, new FaceCrop { CenterX = 48, CenterY = 48, Side = 96, Roll = 90 }, patch);
        AreaResize.Resize(new GrayImage(96, 96, turnedLevels), new FaceBox(0, 0, 96, 96), expected, 48, 48);
        for (int i = 0; i < patch.Length; i++) Assert.Equal(expected[i], patch[i], 3.0);
    }

    [Fact]
    public void Beyond_the_border_the_edge_continues()
    {
        GrayImage image = new(40, 40, [.. Enumerable.Repeat((byte)77, 1600)]);
        byte[] patch = new byte[FacePatch.PixelCount];
        RotatedCrop.Cut(image, new FaceCrop { CenterX = 0, CenterY = 40, Side = 60, Roll = 30 }, patch);
        Assert.All(patch, level => Assert.Equal(77, level));
    }

    private static double Sampled(GrayImage image, float centerX, float centerY, float side, float roll, int column, int row)
    {
        const int Samples = 12;
        (double sin, double cos) = Math.SinCos(roll * Math.PI / 180);
        double sum = 0;
        for (int i = 0; i < Samples * Samples; i++)
        {
            double right = (((column + ((i % Samples) + 0.5) / Samples) / 48) - 0.5) * side,
                down = (((row + ((i / Samples) + 0.5) / Samples) / 48) - 0.5) * side;
            sum += Level(image, centerX + (cos * right) - (sin * down), centerY + (sin * right) + (cos * down));
        }
        return sum / (Samples * Samples);
    }

    private static double Level(GrayImage image, double x, double y)
    {
        double left = Math.Floor(x - 0.5), top = Math.Floor(y - 0.5), shareX = x - 0.5 - left, shareY = y - 0.5 - top;
        return ((1 - shareY) * (((1 - shareX) * At(left, top)) + (shareX * At(left + 1, top)))) +
            (shareY * (((1 - shareX) * At(left, top + 1)) + (shareX * At(left + 1, top + 1))));

        double At(double column, double row) =>
            image.Pixels[(Math.Clamp((int)row, 0, image.Height - 1) * image.Width) + Math.Clamp((int)column, 0, image.Width - 1)];
    }

    private static GrayImage Smooth(int width, int height) => new(width, height,
        [.. Enumerable.Range(0, width * height)
            .Select(i => (byte)(128 + (60 * Math.Sin(i % width * 12.0 / width)) + (60 * Math.Cos(i / width * 9.0 / height))))]);
}
