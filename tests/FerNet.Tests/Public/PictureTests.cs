namespace FerNet.Tests.Public;

public class PictureTests
{
    [Fact]
    public void Gray_and_color_of_one_picture_agree()
    {
        byte[] colors = [255, 0, 0, 9, 0, 255, 0, 255, 0, 0, 255, 255, 10, 10, 10, 0];
        Picture picture = Picture.FromColor(2, 2, colors);
        Assert.Equal([76, 150, 29, 10], picture.Gray.ToArray());
        Assert.Equal([255, 0, 0, 255], picture.Color[..4].ToArray());
        Assert.Equal([10, 10, 10, 255], picture.Color[12..].ToArray());
    }

    [Fact]
    public void A_gray_picture_has_equal_colors()
    {
        Picture picture = Picture.FromGray(2, 1, [7, 200]);
        Assert.Equal([7, 7, 7, 255, 200, 200, 200, 255], picture.Color.ToArray());
    }

    [Fact]
    public void The_pixels_are_copied()
    {
        byte[] levels = [1, 2];
        Picture picture = Picture.FromGray(2, 1, levels);
        levels[0] = 99;
        Assert.Equal(1, picture.Gray[0]);
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(2, 2, 5)]
    [InlineData(-1, -4, 4)]
    public void Wrong_sizes_are_refused(int width, int height, int levels) =>
        Assert.Throws<ArgumentException>(() => Picture.FromGray(width, height, new byte[levels]));

    [Fact]
    public async Task A_stream_is_read_without_blocking_and_tells_what_is_wrong_with_it()
    {
        byte[] file = FerNet.Tests.Pictures.PictureFiles.Gray([1, 2, 3, 4, 5, 6], 3, 2);
        using MemoryStream stream = new(file);
        Picture picture = await Picture.DecodeAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5, 6], picture.Gray.ToArray());

        // The stream was just read to its end.
        Task<Picture> again = Picture.DecodeAsync(stream, TestContext.Current.CancellationToken);
        Assert.Contains($"byte {file.Length:N0} of {file.Length:N0}",
            (await Assert.ThrowsAsync<InvalidDataException>(() => again)).Message);
        stream.Position = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Picture.DecodeAsync(stream, new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Picture.DecodeAsync(new MemoryStream([7, 7]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_and_its_bytes_give_the_same_picture()
    {
        using TemporaryFolder folder = new();
        byte[] png = Pictures.PictureFiles.Gray([.. Enumerable.Range(0, 48 * 48).Select(i => (byte)i)], 48, 48);
        string path = folder.File("one.png");
        File.WriteAllBytes(path, png);
        using MemoryStream stream = new(png);
        Assert.Equal(Picture.Load(path).Gray.ToArray(), Picture.Decode(png).Gray.ToArray());
        Assert.Equal(Picture.Load(path).Color.ToArray(), Picture.Decode(stream).Color.ToArray());
    }
}
