using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Data;

/// <summary>Whatever is not read is named, and the list stays short.</summary>
public class LoadReportTests
{
    private static readonly byte[] Image = EncodedImages.Gray(Tables.Pixels(1), 48, 48);

    [Fact]
    public void Files_that_are_not_read_are_named_with_the_reason()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["happy/1.png", "happy/a.pgm", "happy/b.TGA", "happy/c.ico", "list.csv", ".DS_Store",
            "happy/._1.png"]) folder.Write(name, Image);
        folder.Write("happy/notes", "no image"u8);
        folder.Write("a/b/c/d/e/f/g/h/i/happy/1.png", Image);
        FerDataset faces = FerDataset.Load(folder.Path);
        Assert.Equal(1, faces.Count);
        Assert.Equal(
            [
                "1 folders nested more than 8 deep: a/b/c/d/e/f/g/h/i",
                "1 not an image format that is read (.csv): list.csv",
                "1 not an image format that is read (.ico): happy/c.ico",
                "1 not an image format that is read (.pgm): happy/a.pgm",
                "1 not an image format that is read (.tga): happy/b.TGA",
                "1 without an extension and not an image: happy/notes",
                "2 hidden: .DS_Store, happy/._1.png",
            ],
            faces.LoadReport.LeftOut.Select(group => group.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(8, faces.LoadReport.LeftOutCount);
        Assert.Equal(0, faces.SkippedRows);
    }

    [Fact]
    public void More_than_can_be_counted_is_counted_to_the_end()
    {
        LeftOutLog log = new();
        for (int i = 0; i < 3; i++) log.Add("twice", int.MaxValue, []);
        log.Add("another reason", "a.txt");
        DatasetLoadReport report = new() { FacesRead = 1, LeftOut = log.Groups };
        Assert.Equal((int.MaxValue, int.MaxValue, int.MaxValue), (log.Count, log.Groups[0].Count, report.LeftOutCount));
        Assert.Contains("Left out: 2,147,483,647.", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_file_without_an_extension_is_read_where_it_is_an_image(SKEncodedImageFormat format)
    {
        using TemporaryFolder folder = new();
        folder.Write("sad/0001", EncodedImages.Gray(Tables.Pixels(1), 48, 48, format));
        Assert.Equal(("sad/0001", Emotion.Sad), (FerDataset.Load(folder.Path).FileName(0), FerDataset.Load(folder.Path).Label(0)));
    }

    [Fact]
    public void The_first_bytes_tell_the_five_formats_from_text()
    {
        Assert.True(ImageFiles.IsImage("GIF89a, more"u8));
        Assert.True(ImageFiles.IsImage([.. "BM"u8, 1, 2, 3, 4, 0, 0, 0, 0]));
        Assert.False(ImageFiles.IsImage("BMW is a company"u8));
        Assert.False(ImageFiles.IsImage("RIFF....AVI "u8));
        Assert.False(ImageFiles.IsImage(""u8));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_stops_the_load_or_is_skipped()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.png", Image);
        folder.Write("happy/3.png", []);
        using FileStream locked = new(folder.Write("happy/2.png", Image), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        string message = Assert.Throws<InvalidDataException>(() => FerDataset.Load(folder.Path)).Message;
        Assert.StartsWith("happy/2.png: ", message, StringComparison.Ordinal);
        Assert.Contains("2.png cannot be read: ", message, StringComparison.Ordinal);

        FerDataset faces = FerDataset.Load(folder.Path, new FerDatasetOptions { SkipBadRows = true });

        Assert.Equal((1, 2), (faces.Count, faces.SkippedRows));
        LeftOutGroup group = Assert.Single(faces.LoadReport.LeftOut);
        Assert.Equal((ImageReader.BadImages, 2, "happy/3.png: the image is empty (0 bytes)."),
            (group.Reason, group.Count, group.Examples[1]));
    }

    [Fact]
    public void A_link_to_a_file_is_read_and_a_link_to_a_folder_is_named()
    {
        using TemporaryFolder folder = new(), other = new();
        folder.Write("happy/1.png", Image);
        File.CreateSymbolicLink(folder.File("happy/2.png"), other.Write("blob", Image));
        Directory.CreateSymbolicLink(folder.File("happy/again"), folder.Path);
        FerDataset faces = FerDataset.Load(folder.Path);
        Assert.Equal(2, faces.Count);
        Assert.Equal("1 links to folders, which are not followed: happy/again", Assert.Single(faces.LoadReport.LeftOut).ToString());
    }

    [Fact]
    public void A_folder_without_images_says_what_it_holds()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.pgm", Image);
        Assert.EndsWith("Left out: 1 not an image format that is read (.pgm): happy/1.pgm.",
            Assert.Throws<InvalidDataException>(() => FerDataset.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_stays_short_and_printable_however_much_is_left_out()
    {
        LeftOutLog log = new();
        for (int i = 0; i < 5_000; i++) log.Add($"reason {i % 100}", new string('x', 10_000) + "\u001b");
        log.Add("reason 0", "a\nb\u001bc");
        Assert.Equal(5_001, log.Count);
        Assert.Equal(LeftOutLog.MostReasons, log.Groups.Count);
        Assert.All(log.Groups, group => Assert.InRange(group.Examples.Count, 1, LeftOutLog.MostExamples));
        Assert.All(log.Groups.SelectMany(group => group.Examples), example => Assert.InRange(example.Length, 1, 203));
        LeftOutLog small = new();
        small.Add("bad", "a\nb\u001bc");
        Assert.Equal("1 bad: a?b?c", small.Groups[0].ToString());
    }
}
