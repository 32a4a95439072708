using FerNet.Imaging;

namespace FerNet.Tests.Imaging;

public class ColorPlanesTests
{
    [Theory]
    [InlineData(5, 4, 100, 1)]
    [InlineData(100, 7, 50, 2)]
    [InlineData(7, 103, 20, 6)]
    public void Planes_are_rounded_means_of_whole_squares(int width, int height, int maxSide, int factor)
    {
        byte[] pixels = new byte[width * height * 4];
        new Random(1).NextBytes(pixels);
        ColorPlanes planes = ColorPlanes.FromPixels(pixels, width, height, blueFirst: false, maxSide),
            swapped = ColorPlanes.FromPixels(pixels, width, height, blueFirst: true, maxSide);
        Assert.Equal((factor, (width + factor - 1) / factor, (height + factor - 1) / factor), (planes.Factor, planes.Width, planes.Height));
        GrayImage[] channels = [planes.Red, planes.Green, planes.Blue];
        for (int i = 0; i < planes.Width * planes.Height; i++)
        {
            int left = i % planes.Width * factor, top = i / planes.Width * factor;
            for (int part = 0; part < 3; part++)
            {
                double mean =
                    (from y in Enumerable.Range(top, Math.Min(factor, height - top))
                     from x in Enumerable.Range(left,
                        Math.Min(factor, width - left))
                     select (double)pixels[(((y * width) + x) * 4) + part]).Average();
                Assert.Equal(mean, channels[part].Pixels[i], 0.51);
            }
        }
        Assert.Equal(planes.Red.Pixels, swapped.Blue.Pixels);
        Assert.Equal(planes.Green.Pixels, swapped.Green.Pixels);
    }

    [Fact]
    public void A_gray_image_shares_its_pixels()
    {
        GrayImage gray = new(3, 2, [1, 2, 3, 4, 5, 6]);
        ColorPlanes planes = ColorPlanes.FromGray(gray);
        Assert.Same(gray, planes.Red);
        Assert.Same(gray, planes.Blue);
        GrayImage large = new(3200, 2, [.. Enumerable.Range(0, 6400).Select(i => (byte)(i / 2 % 100))]);
        Assert.Equal(2, ColorPlanes.FromGray(large).Factor);
    }

    [Fact]
    public void Planes_of_a_decoded_image_are_its_colors()
    {
        byte[] pixels = [.. Enumerable.Range(0, 20 * 10).SelectMany(i => (byte[])[(byte)i, (byte)(2 * i), (byte)(255 - i), 255])];
        ColorPlanes planes = InputImage.Decode(EncodedImages.Color(pixels, 20, 10)).GetPlanes(640);
        Assert.Equal(pixels.Where((_, i) => i % 4 == 0), planes.Red.Pixels);
        Assert.Equal(pixels.Where((_, i) => i % 4 == 2), planes.Blue.Pixels);
    }
}
