using FerNet.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

/// <summary>ML.NET's image is read in memory, whichever SkiaSharp lies beside it, and needs no folder that can be written.</summary>
public class MLImageReaderTests
{
    private static readonly byte[] Colors = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 200, 100, 50, 255];

    [Theory]
    [InlineData(MLPixelFormat.Rgba32, false)]
    [InlineData(MLPixelFormat.Bgra32, true)]
    public void Both_orders_of_colors_give_the_same_levels(MLPixelFormat format, bool blueFirst)
    {
        byte[] stored = [.. Colors];
        if (blueFirst)
        {
            for (int i = 0; i < stored.Length; i += 4) (stored[i], stored[i + 2]) = (stored[i + 2], stored[i]);
        }
        using MLImage image = MLImage.CreateFromPixels(4, 1, format, stored);
        Assert.Equal([76, 150, 29, 124], MLImageReader.Read(image).Gray.Pixels);
        Assert.Equal([76, 150, 29, 124], MLImageReader.FromBitmap(image).Gray.Pixels);
    }

    [Fact]
    public void An_image_of_a_file_is_as_the_file_transparent_parts_too()
    {
        byte[] rgba = [.. Enumerable.Range(0, 24 * 16)
            .SelectMany(i => (byte[])[(byte)(i * 3), (byte)(i * 5), (byte)(i * 7), (byte)(255 - (i % 24 * 10))])];
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(EncodedImages.Color(rgba, 24, 16)));
        GrayImage expected = ImageDecoder.Decode(EncodedImages.Color(rgba, 24, 16), "a.png"), read = MLImageReader.Read(image).Gray;
        Assert.Equal((24, 16), (read.Width, read.Height));
        InputImage colored = InputImage.FromImage(image), file = InputImage.Decode(EncodedImages.Color(rgba, 24, 16));
        Assert.All(colored.Color.ToArray().Zip(file.Color.ToArray()), pair => Assert.InRange(pair.First, pair.Second - 2, pair.Second + 2));
        // ML.NET keeps colors multiplied by alpha and rounded.
        Assert.All(read.Pixels.Zip(expected.Pixels), pair => Assert.InRange(pair.First, pair.Second - 2, pair.Second + 2));
    }

    /// <summary>The documentation promises no more, and says what to use instead.</summary>
    [Fact]
    public void The_orientation_of_a_photograph_is_lost_but_the_file_keeps_it()
    {
        using TemporaryFolder folder = new();
        byte[] jpeg = EncodedImages.WithOrientation(EncodedImages.Gray(new byte[32 * 48], 32, 48, SKEncodedImageFormat.Jpeg), 6);
        string path = folder.Write("phone.jpg", jpeg);
        using MLImage image = MLImage.CreateFromFile(path);
        Assert.Equal((32, 48), (InputImage.FromImage(image).Width, InputImage.FromImage(image).Height));
        Assert.Equal((48, 32), (InputImage.Load(path).Width, InputImage.Load(path).Height));
    }
}
