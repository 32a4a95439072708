using CsCheck;
using FerNet.Tests.Support;

namespace FerNet.Tests.Imaging;

/// <summary>Uncompressed pixels of every order, with and without padding, against one pixel after the other.</summary>
public class PixelBufferTests
{
    private static readonly Dictionary<PixelFormat, int[]> Order = new()
    {
        // Where red, green and blue stand, and the bytes of a pixel.
        [PixelFormat.Gray8] = [0, 0, 0, 1],
        [PixelFormat.Rgb24] = [0, 1, 2, 3],
        [PixelFormat.Bgr24] = [2, 1, 0, 3],
        [PixelFormat.Rgba32] = [0, 1, 2, 4],
        [PixelFormat.Bgra32] = [2, 1, 0, 4],
    };

    [Fact]
    public void Every_format_is_read_pixel_by_pixel() => Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 7], Gen.Int[0, 1_000_000]).ForAll((kind, width, height, padding, seed) =>
    {
        PixelFormat format = (PixelFormat)kind;
        int[] order = Order[format];
        int stride = (width * order[3]) + padding;
        // The last row may lack its padding.
        byte[] bytes = new byte[(stride * height) - (seed % 2 == 0 ? padding : 0)];
        new Random(seed).NextBytes(bytes);
        InputImage image = InputImage.FromPixels(bytes, width, height, format, stride);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int from = (y * stride) + (x * order[3]), to = 4 * ((y * width) + x);
                (byte red, byte green, byte blue) = (bytes[from + order[0]], bytes[from + order[1]], bytes[from + order[2]]);
                Assert.Equal([red, green, blue, 255], image.Color.Slice(to, 4).ToArray());
                double gray = (0.299 * red) + (0.587 * green) + (0.114 * blue);
                Assert.InRange(image.Gray[(y * width) + x], gray - 0.51, gray + 0.51);
            }
        }
    });

    [Theory]
    [InlineData(11, 2, 2, PixelFormat.Rgb24, 0, "need 12 bytes, 6 a row and 6 from row to row; 11 are given")]
    [InlineData(13, 2, 2, PixelFormat.Rgb24, 0, "13 are given")]
    [InlineData(17, 2, 2, PixelFormat.Rgb24, 8, "17 are given")]
    [InlineData(12, 2, 2, PixelFormat.Rgb24, 5, "The stride is 5 bytes; 2 pixels of Rgb24 need at least 6")]
    [InlineData(12, 2, 2, PixelFormat.Rgb24, -6, "The stride is -6 bytes")]
    [InlineData(0, 0, 2, PixelFormat.Gray8, 0, "0 x 2 pixels has no area")]
    [InlineData(4, 1_000_000, 1_000_000, PixelFormat.Gray8, 0, "is too large")]
    [InlineData(4, 1_000_000, 1_000, PixelFormat.Gray8, int.MaxValue, "is too large")]
    public void Sizes_that_do_not_belong_together(int bytes, int width, int height, PixelFormat format, int stride, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() =>
            InputImage.FromPixels(new byte[bytes], width, height, format, stride)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_format_that_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        InputImage.FromPixels(new byte[4], 2, 2, (PixelFormat)9));
}
