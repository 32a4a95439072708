using FerNet.Tests.Support;

namespace FerNet.Tests.Public;

public class ImageTests
{
    [Fact]
    public void Gray_and_color_of_one_image_agree()
    {
        byte[] colors = [255, 0, 0, 9, 0, 255, 0, 255, 0, 0, 255, 255, 10, 10, 10, 0];
        InputImage image = InputImage.FromPixels(colors, 2, 2, PixelFormat.Rgba32);
        Assert.Equal([76, 150, 29, 10], image.Gray.ToArray());
        Assert.Equal([255, 0, 0, 255], image.Color[..4].ToArray());
        Assert.Equal([10, 10, 10, 255], image.Color[12..].ToArray());
    }

    [Fact]
    public void A_gray_image_has_equal_colors()
    {
        InputImage image = InputImage.FromPixels([7, 200], 2, 1, PixelFormat.Gray8);
        Assert.Equal([7, 7, 7, 255, 200, 200, 200, 255], image.Color.ToArray());
    }

    [Fact]
    public void The_pixels_are_copied()
    {
        byte[] levels = [1, 2];
        InputImage image = InputImage.FromPixels(levels, 2, 1, PixelFormat.Gray8);
        levels[0] = 99;
        Assert.Equal(1, image.Gray[0]);
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(2, 2, 5)]
    [InlineData(-1, -4, 4)]
    public void Wrong_sizes_are_refused(int width, int height, int levels) =>
        Assert.Throws<ArgumentException>(() => InputImage.FromPixels(new byte[levels], width, height, PixelFormat.Gray8));

    [Fact]
    public async Task A_stream_is_read_without_blocking_and_tells_what_is_wrong_with_it()
    {
        byte[] file = FerNet.Tests.Imaging.EncodedImages.Gray([1, 2, 3, 4, 5, 6], 3, 2);
        using MemoryStream stream = new(file);
        InputImage image = await InputImage.DecodeAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5, 6], image.Gray.ToArray());

        // The stream was just read to its end.
        Task<InputImage> again = InputImage.DecodeAsync(stream, TestContext.Current.CancellationToken);
        Assert.Contains($"byte {file.Length:N0} of {file.Length:N0}",
            (await Assert.ThrowsAsync<InvalidDataException>(() => again)).Message);
        stream.Position = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            InputImage.DecodeAsync(stream, new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            InputImage.DecodeAsync(new MemoryStream([7, 7]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_and_its_bytes_give_the_same_image()
    {
        using TemporaryFolder folder = new();
        byte[] png = Imaging.EncodedImages.Gray([.. Enumerable.Range(0, 48 * 48).Select(i => (byte)i)], 48, 48);
        string path = folder.File("one.png");
        File.WriteAllBytes(path, png);
        using MemoryStream stream = new(png);
        Assert.Equal(InputImage.Load(path).Gray.ToArray(), InputImage.Decode(png).Gray.ToArray());
        Assert.Equal(InputImage.Load(path).Color.ToArray(), InputImage.Decode(stream).Color.ToArray());
    }
}
