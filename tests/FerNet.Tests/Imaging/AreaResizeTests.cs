using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Imaging;

public class AreaResizeTests
{
    private static readonly Gen<(GrayImage InputImage, FaceBox Crop, int Width, int Height)> Cases =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from pixels in Gen.Byte.Array[width * height]
        from x in Gen.Float[-50, 50]
        from y in Gen.Float[-50, 50]
        from cropWidth in Gen.Float[0.05f, 90]
        from cropHeight in Gen.Float[0.05f, 90]
        from targetWidth in Gen.Int[1, 50]
        from targetHeight in Gen.Int[1, 50]
        select (new GrayImage(width, height, pixels), new FaceBox(x, y, cropWidth, cropHeight), targetWidth, targetHeight);

    [Fact]
    public void Every_pixel_is_within_one_level_of_the_plain_definition() => Cases.ForAll(one =>
    {
        byte[] fast = Resize(one.InputImage, one.Crop, one.Width, one.Height);
        double stepX = one.Crop.Width / (double)one.Width;
        double stepY = one.Crop.Height / (double)one.Height;
        for (int y = 0; y < one.Height; y++)
        {
            for (int x = 0; x < one.Width; x++)
            {
                double plain = PlainPixel(one.InputImage, one.Crop.X + (x * stepX), stepX, one.Crop.Y + (y * stepY), stepY);
                if (Math.Abs(plain - fast[(y * one.Width) + x]) > 0.51) return false;
            }
        }
        return true;
    }, samples: 300);

    [Fact]
    public void Equal_size_changes_nothing() => Gen.Byte.Array[35 * 21].ForAll(pixels =>
        Resize(new GrayImage(35, 21, pixels), new FaceBox(0, 0, 35, 21), 35, 21).SequenceEqual(pixels), samples: 20);

    [Fact]
    public void Halving_averages_blocks_of_four()
    {
        byte[] pixels = [0, 100, 8, 8, 100, 200, 8, 12];
        Assert.Equal([100, 9], Resize(new GrayImage(4, 2, pixels), new FaceBox(0, 0, 4, 2), 2, 1));
    }

    [Fact]
    public void Enlarging_interpolates_between_centers() =>
        Assert.Equal([0, 25, 75, 100], Resize(new GrayImage(2, 1, [0, 100]), new FaceBox(0, 0, 2, 1), 4, 1));

    [Fact]
    public void Beyond_the_border_the_edge_is_repeated() =>
        Assert.Equal([10, 10, 20, 20, 20], Resize(new GrayImage(2, 1, [10, 20]), new FaceBox(-1, -4, 5, 1), 5, 1));

    [Fact]
    public void A_flat_image_stays_flat_whatever_the_crop() => Cases.ForAll(one =>
    {
        GrayImage flat = one.InputImage with { Pixels = [.. one.InputImage.Pixels.Select(_ => (byte)200)] };
        return Resize(flat, one.Crop, one.Width, one.Height).All(level => level == 200);
    }, samples: 200);

    [Theory]
    [InlineData(0, 0, 0, 5)]
    [InlineData(0, 0, 5, -1)]
    [InlineData(float.NaN, 0, 5, 5)]
    [InlineData(0, 0, float.PositiveInfinity, 5)]
    public void A_crop_without_area_is_refused(float x, float y, float width, float height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Resize(new GrayImage(2, 2, new byte[4]), new FaceBox(x, y, width, height), 4, 4));

    [Fact]
    public void A_crop_far_away_takes_no_time() =>
        Assert.Equal([7], Resize(new GrayImage(1, 1, [7]), new FaceBox(-1e30f, 3e20f, 1e12f, 1e30f), 1, 1));

    [Fact]
    public void The_whole_of_an_oblong_image_is_its_centered_square()
    {
        byte[] pixels = [.. Enumerable.Range(0, 96 * 48).Select(i => (byte)(i % 96))];
        byte[] patch = PatchCropper.CropCenteredSquare(new GrayImage(96, 48, pixels));
        Assert.Equal(Enumerable.Range(24, 48).Select(level => (byte)level), patch[..48]);
    }

    private static byte[] Resize(GrayImage image, FaceBox crop, int width, int height)
    {
        byte[] target = new byte[width * height];
        AreaResize.Resize(image, crop, target, width, height);
        return target;
    }

    private static double PlainPixel(GrayImage image, double x, double stepX, double y, double stepY)
    {
        double sum = 0;
        foreach ((int row, double weightY) in PlainWeights(y, stepY, image.Height))
        {
            foreach ((int column, double weightX) in PlainWeights(x, stepX, image.Width))
                sum += weightX * weightY * image.Pixels[(row * image.Width) + column];
        }
        return sum;
    }

    private static IEnumerable<(int Pixel, double Weight)> PlainWeights(double from, double step, int length)
    {
        if (step < 1)
        {
            double center = from + (step / 2) - 0.5;
            int left = (int)Math.Floor(center);
            yield return (Math.Clamp(left, 0, length - 1), 1 - (center - left));
            yield return (Math.Clamp(left + 1, 0, length - 1), center - left);
            yield break;
        }
        for (int pixel = (int)Math.Floor(from); pixel < from + step; pixel++)
        {
            double covered = Math.Min(from + step, pixel + 1) - Math.Max(from, pixel);
            yield return (Math.Clamp(pixel, 0, length - 1), covered / step);
        }
    }
}
