using System.Buffers.Binary;
using System.Text;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

/// <summary>Only five kinds are decoded; others that people have are called by their name, with a way to convert them.</summary>
public class ImageKindTests
{
    private static readonly byte[] Slope = [.. Enumerable.Range(0, 24 * 16).Select(i => (byte)(i % 24 * 8))];

    [Fact]
    public void The_five_kinds_are_known_by_their_bytes()
    {
        Assert.Same(ImageKind.Png, ImageKind.Detect(EncodedImages.Gray(Slope, 24, 16)));
        Assert.Same(ImageKind.Jpeg, ImageKind.Detect(EncodedImages.Gray(Slope, 24, 16, SKEncodedImageFormat.Jpeg)));
        Assert.Same(ImageKind.WebP, ImageKind.Detect(EncodedImages.Gray(Slope, 24, 16, SKEncodedImageFormat.Webp)));
        Assert.Same(ImageKind.Bmp, ImageKind.Detect(EncodedImages.GrayBitmapFile(Slope, 24, 16)));
        Assert.Same(ImageKind.Gif, ImageKind.Detect(EncodedImages.GrayGif(Slope, 24, 16)));
    }

    [Theory]
    [InlineData("II*\0", "TIFF", "magick")]
    [InlineData("MM\0*", "TIFF", "magick")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC", "heif-convert")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0miafheic", "HEIC", "heif-convert")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0miafavif", "AVIF", "avifdec")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0mif1miaf", "AVIF", "avifdec")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2", "video", "ffmpeg")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "raw", "develop")]
    [InlineData("%PDF-1.7\n", "PDF", "pdftoppm")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- drawn --><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG", "rsvg-convert")]
    [InlineData("  <svg width=\"48\"/>", "SVG", "rsvg-convert")]
    [InlineData("\u00FF\n\u00FA\u001F", "JPEG XL", "djxl")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "JPEG XL", "djxl")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "JPEG 2000", "magick")]
    [InlineData("\0\0\u0001\0\u0001\0", "ICO", "magick")]
    [InlineData("8BPS\0\u0001", "PSD", "magick")]
    [InlineData("P5\n48 48\n255\n", "PGM", "magick")]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "HTML", "error page")]
    public void Other_kinds_are_named_with_a_way_to_convert_them(string start, string name, string cure)
    {
        byte[] encoded = [.. Encoding.Latin1.GetBytes(start), .. new byte[300]];
        string message = Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(encoded, "me.jpg")).Message;
        Assert.StartsWith("me.jpg: a file of the kind ", message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains("FerNet reads PNG, JPEG, WebP, BMP and GIF", message, StringComparison.Ordinal);
        Assert.Contains(cure, message, StringComparison.Ordinal);
    }

    /// <summary>Skia itself decodes these two.</summary>
    [Fact]
    public void Icons_and_wireless_bitmaps_never_reach_the_decoder()
    {
        byte[] icon = Icon(EncodedImages.Gray(Slope, 24, 16), 24, 16), wireless = [0, 0, 8, 2, 0xAA, 0x55];
        using (SKBitmap decoded = SKBitmap.Decode(icon)) Assert.NotNull(decoded);
        Assert.Contains("ICO", Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(icon, "a.ico")).Message);
        Assert.Contains("not an image that can be read",
            Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(wireless, "a.wbmp")).Message);
    }

    [Fact]
    public void Any_first_bytes_are_looked_at_without_a_fault()
    {
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(0, 40)];
            random.NextBytes(bytes);
            if (i % 2 == 0 && bytes.Length > 8) "ftyp"u8.CopyTo(bytes.AsSpan(4));
            _ = ImageKind.Detect(bytes);
        }
    }

    private static byte[] Icon(byte[] png, byte width, byte height)
    {
        byte[] icon = new byte[22 + png.Length];
        (icon[2], icon[4], icon[6], icon[7], icon[10], icon[12]) = (1, 1, width, height, 1, 32);
        BinaryPrimitives.WriteInt32LittleEndian(icon.AsSpan(14), png.Length);
        BinaryPrimitives.WriteInt32LittleEndian(icon.AsSpan(18), 22);
        png.CopyTo(icon, 22);
        return icon;
    }
}
