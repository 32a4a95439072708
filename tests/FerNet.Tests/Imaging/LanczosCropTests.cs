using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Imaging;

public class LanczosCropTests
{
    private static readonly Gen<(GrayImage InputImage, FaceBox Square)> Cases =
        from width in Gen.Int[1, 150]
        from height in Gen.Int[1, 150]
        from pixels in Gen.Byte.Array[width * height]
        from x in Gen.Float[-300, 200]
        from y in Gen.Float[-300, 200]
        from side in Gen.Float[48.01f, 500]
        select (new GrayImage(width, height, pixels), new FaceBox(x, y, side, side));

    [Fact]
    public void Every_pixel_is_within_one_level_of_the_plain_definition() => Cases.ForAll(one =>
    {
        byte[] fast = Cut(one.InputImage, one.Square);
        for (int i = 0; i < fast.Length; i += 7)
            if (Math.Abs(Plain(one.InputImage, one.Square, i % 48, i / 48) - fast[i]) > 0.51) return false;
        return true;
    }, samples: 30);

    [Theory]
    [InlineData(1540)]
    [InlineData(1700)]
    [InlineData(2200)]
    public void A_large_square_that_is_averaged_first_differs_little_from_the_plain_definition(int size)
    {
        // Stripes, checks and noise: what averaging first would show most.
        Random random = new(size);
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i % size, y = i / size;
            pixels[i] = (byte)(y < size / 2 ? (x * 60 / size % 2 == 0 ? 30 : 220) : x < size / 2
                ? ((x * 35 / size) + (y * 35 / size)) % 2 * 255 : random.Next(256));
        }
        GrayImage image = new(size, size, pixels);
        FaceBox square = new(-20.5f, 10.25f, size, size);
        byte[] fast = Cut(image, square);
        for (int i = 0; i < fast.Length; i += 11) Assert.Equal(Plain(image, square, i % 48, i / 48), fast[i], 3.0);
    }

    [Fact]
    public void A_flat_image_stays_flat_whatever_the_square() => Cases.ForAll(one =>
        Cut(one.InputImage with { Pixels = [.. one.InputImage.Pixels.Select(_ => (byte)200)] }, one.Square).All(level => level == 200),
        samples: 50);

    [Fact]
    public void A_square_that_is_no_larger_than_a_patch_is_read_linearly() => Gen.Float[1, 48].ForAll(side =>
    {
        GrayImage image = new(48, 48, [.. Enumerable.Range(0, 48 * 48).Select(i => (byte)(i * 37))]);
        byte[] linear = new byte[FacePatch.PixelCount];
        FaceBox square = new(3, 5, side, side);
        AreaResize.Resize(image, square, linear, 48, 48);
        return linear.SequenceEqual(Cut(image, square));
    }, samples: 20);

    [Theory]
    [InlineData(float.NaN, 5)]
    [InlineData(0, 0)]
    [InlineData(0, float.PositiveInfinity)]
    public void A_square_without_area_is_refused(float x, float side) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cut(new GrayImage(2, 2, new byte[4]), new FaceBox(x, 0, side, side)));

    [Fact]
    public void A_square_far_away_takes_no_time() =>
        Assert.All(Cut(new GrayImage(1, 1, [7]), new FaceBox(-1e30f, 3e20f, 1e30f, 1e30f)), level => Assert.Equal(7, level));

    private static byte[] Cut(GrayImage image, FaceBox square)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        LanczosCrop.Cut(image, square, patch);
        return patch;
    }

    /// <summary>The kernel over each pixel it reaches, in two dimensions.</summary>
    private static double Plain(GrayImage image, FaceBox square, int column, int row)
    {
        double step = square.Width / 48.0, scale = Math.Max(1, step * 0.6), sum = 0, weights = 0;
        double centerX = square.X + ((column + 0.5) * step), centerY = square.Y + ((row + 0.5) * step);
        for (int y = (int)Math.Floor(centerY - (3 * scale)); y <= centerY + (3 * scale); y++)
        {
            for (int x = (int)Math.Floor(centerX - (3 * scale)); x <= centerX + (3 * scale); x++)
            {
                double weight = Kernel((x + 0.5 - centerX) / scale) * Kernel((y + 0.5 - centerY) / scale);
                weights += weight;
                sum += weight * image.Pixels[(Math.Clamp(y, 0, image.Height - 1) * image.Width) +
                    Math.Clamp(x, 0, image.Width - 1)];
            }
        }
        return Math.Clamp(sum / weights, 0, 255);
    }

    private static double Kernel(double x) => Math.Abs(x) >= 3 ? 0
        : Math.Abs(x) < 1e-9 ? 1 : 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
}
