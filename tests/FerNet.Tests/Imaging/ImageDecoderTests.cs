using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

public class ImageDecoderTests
{
    private const int Width = 24;
    private const int Height = 16;

    private static readonly byte[] Slope = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)((i % Width * 8) + (i / Width * 4)))];

    [Fact]
    public void Lossless_formats_keep_every_gray_level()
    {
        Assert.Equal(Slope, ImageDecoder.Decode(EncodedImages.Gray(Slope, Width, Height), "a.png").Pixels);
        Assert.Equal(Slope, ImageDecoder.Decode(EncodedImages.GrayBitmapFile(Slope, Width, Height), "a.bmp").Pixels);
        Assert.Equal(Slope, ImageDecoder.Decode(EncodedImages.GrayGif(Slope, Width, Height), "a.gif").Pixels);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Lossy_formats_keep_the_gray_levels_nearly(SKEncodedImageFormat format)
    {
        GrayImage image = ImageDecoder.Decode(EncodedImages.Gray(Slope, Width, Height, format), "a");
        Assert.Equal((Width, Height), (image.Width, image.Height));
        Assert.All(image.Pixels.Zip(Slope), pair => Assert.InRange(pair.First, pair.Second - 6, pair.Second + 6));
    }

    [Fact]
    public void An_animation_gives_its_first_frame() =>
        Assert.Equal(Slope, ImageDecoder.Decode(EncodedImages.GrayGif(Slope, Width, Height, furtherFrames: 2), "a.gif").Pixels);

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        ushort[] deep = [.. Slope.Select(level => (ushort)(level * 257))];
        Assert.Equal(Slope, ImageDecoder.Decode(EncodedImages.DeepGrayPng(deep, Width, Height), "deep.png").Pixels);
    }

    [Fact]
    public void Color_becomes_luma()
    {
        byte[] rgba = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 200, 100, 50, 255];
        byte[] expected = [76, 150, 29, 124]; // 0.299 R + 0.587 G + 0.114 B by hand
        Assert.Equal(expected, ImageDecoder.Decode(EncodedImages.Color(rgba, 4, 1), "a.png").Pixels);
    }

    [Fact]
    public void Transparent_pixels_lie_on_white()
    {
        byte[] rgba = [0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51, 100, 100, 100, 128];
        byte[] expected = [255, 0, 204, 177];
        byte[] png = EncodedImages.Color(rgba, 4, 1);
        Assert.Equal(expected, ImageDecoder.Decode(png, "a.png").Pixels);
        using SKBitmap color = ImageDecoder.DecodeColor(png, "a.png");
        Assert.Equal(new SKColor(204, 204, 204, 255), color.GetPixel(2, 0));
    }

    [Theory]
    [InlineData(1, "abcd")]
    [InlineData(2, "badc")]
    [InlineData(3, "dcba")]
    [InlineData(4, "cdab")]
    [InlineData(5, "acbd")]
    [InlineData(6, "cadb")]
    [InlineData(7, "dbca")]
    [InlineData(8, "bdac")]
    public void Exif_orientation_is_applied(byte orientation, string quarters)
    {
        // Four quarters, a b over c d, of 16 x 24 pixels each, so that sides that change places show.
        byte[] levels = [10, 90, 170, 250];
        byte[] stored = [.. Enumerable.Range(0, 32 * 48).Select(i => levels[(i % 32 / 16) + (i / 32 / 24 * 2)])];
        byte[] jpeg = EncodedImages.WithOrientation(EncodedImages.Gray(stored, 32, 48, SKEncodedImageFormat.Jpeg), orientation);

        GrayImage upright = ImageDecoder.Decode(jpeg, "turned.jpg");

        Assert.Equal(orientation < 5 ? (32, 48) : (48, 32), (upright.Width, upright.Height));
        (int Column, int Row)[] middles = [(1, 1), (3, 1), (1, 3), (3, 3)];
        foreach (((int column, int row), char quarter) in middles.Zip(quarters))
        {
            byte seen = upright.Pixels[(upright.Height * row / 4 * upright.Width) + (upright.Width * column / 4)];
            Assert.InRange(seen, levels[quarter - 'a'] - 4, levels[quarter - 'a'] + 4);
        }
    }

    [Fact]
    public void An_image_that_claims_to_be_huge_is_refused_before_memory_is_taken()
    {
        byte[] png = EncodedImages.Png(60_000, 60_000, bits: 8, colorType: 2, data: [1, 2, 3]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(png, "vast.png"));
        Assert.Equal("vast.png: 60,000 x 60,000 pixels; at most 100,000,000 in all can be read; make the image smaller.", error.Message);
    }

    [Fact]
    public void Cut_off_empty_and_foreign_files_are_named()
    {
        byte[] png = EncodedImages.Gray(Slope, Width, Height);
        Assert.Equal("a.png: the image is cut off. Get the file again.", Message(png[..^40]));
        Assert.Equal("a.png: the image is cut off. Get the file again.",
            Message(EncodedImages.GrayBitmapFile(Slope, Width, Height)[..^40]));
        Assert.Equal("a.png: the image is empty (0 bytes).", Message([]));
        Assert.StartsWith("a.png: not an image that can be read;", Message("just some words"u8.ToArray()), StringComparison.Ordinal);

        static string Message(byte[] encoded) =>
            Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(encoded, "a.png")).Message;
    }

    [Fact]
    public void Damaged_images_are_read_or_refused_but_never_crash()
    {
        byte[][] whole =
        [
            EncodedImages.Gray(Slope, Width, Height), EncodedImages.Gray(Slope, Width, Height, SKEncodedImageFormat.Jpeg),
            EncodedImages.Gray(Slope, Width, Height, SKEncodedImageFormat.Webp),
            EncodedImages.GrayBitmapFile(Slope, Width, Height), EncodedImages.GrayGif(Slope, Width, Height),
        ];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 4000], Gen.Byte, Gen.Int[1, 4000]).ForAll((kind, place, value, length) =>
        {
            byte[] damaged = whole[kind][..Math.Min(length, whole[kind].Length)];
            damaged[place % damaged.Length] = value;
            try
            {
                GrayImage image = ImageDecoder.Decode(damaged, "a");
                return image.Pixels.Length == image.Width * image.Height;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }, samples: 500);
    }
}
