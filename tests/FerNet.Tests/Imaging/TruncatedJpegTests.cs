using System.Globalization;
using System.Text.RegularExpressions;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

/// <summary>A JPEG that ends too early is decoded with a warning while its whole height is there, and refused otherwise.</summary>
public class TruncatedJpegTests
{
    /// <summary>A drawn slope of 48 x 40 pixels, saved as a progressive JPEG by another library.</summary>
    private const string Progressive =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJC" +
        "IeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wgARCAAo" +
        "ADADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAABAAGB//EABgBAQEBAQEAAAAAAAAAAAAAAAUEAgcB/9oADAMBAAIQAxAAAAHk6mqh8G" +
        "tjNPEaptzmdU5YXIwsavTw2sbc5nlUdyZbK0+xtXN//8QAFhAAAwAAAAAAAAAAAAAAAAAAAAID/9oACAEBAAEFAlmLMWYsxJiTFmLMWYkxJiTF" +
        "mLMWYsxJiTFmLMWYsxJiTFmLMWYsxJiTP//EABcRAQEBAQAAAAAAAAAAAAAAAAQAAwL/2gAIAQMBAT8BMmOmwTGVHVYKjadR9OrDTq//xAAXEQ" +
        "ADAQAAAAAAAAAAAAAAAAAAAgMB/9oACAECAQE/AdqLUjU1hWIsaKRP/8QAFBABAAAAAAAAAAAAAAAAAAAAQP/aAAgBAQAGPwJ3/8QAFRABAQAA" +
        "AAAAAAAAAAAAAAAAAGH/2gAIAQEAAT8hgkkkgggkkggggkkkggimmmiiimmmii//2gAMAwEAAgADAAAAEB23ihsn4P8A/8QAFhEBAQEAAAAAAA" +
        "AAAAAAAAAAIQAx/9oACAEDAQE/EMWzbNsGybJgMRjN/8QAFxEAAwEAAAAAAAAAAAAAAAAAAAERIf/aAAgBAgEBPxB9H0bR1HUZRdF0TT//xAAW" +
        "EAEBAQAAAAAAAAAAAAAAAAAxABD/2gAIAQEAAT8QKBChQIUODDgwYcODDhwYcKBChQIUKBiFAhT/2Q==";

    /// <summary>
    /// A drawn slope of 40 x 33 pixels with colors at half size and restart markers, saved as a baseline JPEG by another library.
    /// </summary>
    private const string Restarts =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV" +
        "pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAh" +
        "ACgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy" +
        "JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT" +
        "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA" +
        "AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom" +
        "JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc" +
        "bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/90ABAAD/9oADAMBAAIRAxEAPwDzxIParCW/tVuOD2qzHb+1c3PcdGsU0t/ap0t/ar0d" +
        "v7VZjt/any3PWo1iglt7UVsR23tRT9hc9KFfQ//Qw44ParUdv7VZig9qtxW/tXl0p3PNpVirHb+1Wo7f2q3Fb+1W4rf2r06UbnpUqxTjtvaitJ" +
        "lEfCgFv5UUquOw1GXJJ6rsenTqNq5//9F0VXIqKK8XDnhUi3FVyKiivdw56NIhiooor4+n8J7cdj//2Q==";

    private static readonly byte[] Noise = [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)((i * 37 % 101) + (i / 64 * 2)))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Without_its_end_marker_it_is_the_same_image_with_a_warning(int missing)
    {
        byte[] jpeg = Baseline();
        InputImage whole = InputImage.Decode(jpeg), cut = InputImage.Decode(jpeg.AsSpan(0, jpeg.Length - missing));
        Assert.Null(whole.Warning);
        Assert.Equal("The JPEG file has no end marker; all 64 rows are there.", cut.Warning);
        Assert.Equal(whole.Gray.ToArray(), cut.Gray.ToArray());
        Assert.Equal(whole.Color.ToArray(), cut.Color.ToArray());
    }

    [Fact]
    public void Other_bytes_after_the_end_marker_are_not_looked_at()
    {
        InputImage whole = InputImage.Decode(Baseline()), longer = InputImage.Decode((byte[])[.. Baseline(), 0, 1, 2, 3]);
        Assert.Null(longer.Warning);
        Assert.Equal(whole.Gray.ToArray(), longer.Gray.ToArray());
    }

    [Fact]
    public void With_rows_missing_it_is_refused_and_says_how_many_are_there()
    {
        byte[] jpeg = Baseline();
        int before = -1;
        foreach (double share in (double[])[0.3, 0.5, 0.7, 0.9])
        {
            int rows = RowsOf(Message(jpeg.AsSpan(0, (int)(jpeg.Length * share))));
            Assert.InRange(rows, before + 1, 63);
            before = rows;
        }
        // Even with one byte of the last block missing.
        Assert.InRange(RowsOf(Message(jpeg.AsSpan(0, jpeg.Length - 6))), 48, 63);
    }

    /// <summary>
    /// Each cut of each file: refused, or with a warning; what is decoded with a warning of the marker alone is the whole image.
    /// </summary>
    [Fact]
    public void Every_cut_is_refused_or_warned_of()
    {
        foreach (byte[] jpeg in (byte[][])[Baseline(), Colors(), Convert.FromBase64String(Restarts), Convert.FromBase64String(Progressive)])
        {
            InputImage whole = InputImage.Decode(jpeg);
            int decoded = 0;
            for (int length = 1; length < jpeg.Length; length++)
            {
                InputImage cut;
                try
                {
                    cut = InputImage.Decode(jpeg.AsSpan(0, length));
                }
                catch (InvalidDataException)
                {
                    continue;
                }
                decoded++;
                Assert.NotNull(cut.Warning);
                Assert.Equal((whole.Width, whole.Height), (cut.Width, cut.Height));
                if (!cut.Warning.Contains("finer detail", StringComparison.Ordinal)) Assert.Equal(whole.Gray.ToArray(), cut.Gray.ToArray());
            }
            Assert.InRange(decoded, 1, jpeg.Length / 2);
        }
    }

    [Fact]
    public void A_progressive_file_that_has_its_coarse_scan_is_decoded_with_less_detail()
    {
        byte[] jpeg = Convert.FromBase64String(Progressive);
        int[] scans = [.. Enumerable.Range(0, jpeg.Length - 1).Where(i => jpeg[i] == 0xFF && jpeg[i + 1] == JpegSegments.StartOfScan)];
        Assert.True(scans.Length > 4);
        InputImage whole = InputImage.Decode(jpeg), coarse = InputImage.Decode(jpeg.AsSpan(0, scans[3]));
        Assert.Contains("finer detail may be missing after scan 4", InputImage.Decode(jpeg.AsSpan(0, scans[3] + 20)).Warning,
            StringComparison.Ordinal);
        Assert.Null(whole.Warning);
        Assert.NotNull(coarse.Warning);
        double difference = whole.Gray.ToArray().Zip(coarse.Gray.ToArray()).Average(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(difference, 0.01, 30);
        // Within the first scan rows are missing.
        Assert.Contains(" of its 40 rows are there", Message(jpeg.AsSpan(0, scans[0] + 30)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_before_its_pixels_is_cut_off()
    {
        byte[] jpeg = Baseline();
        int scan = Enumerable.Range(0, jpeg.Length - 1).First(i => jpeg[i] == 0xFF && jpeg[i + 1] == JpegSegments.StartOfScan);
        foreach (int length in (int[])[4, 30, scan, scan + 4]) Assert.Matches("cut off", Message(jpeg.AsSpan(0, length)));
    }

    private static byte[] Baseline() => EncodedImages.Gray(Noise, 64, 64, SKEncodedImageFormat.Jpeg, quality: 90);

    private static byte[] Colors() =>
        EncodedImages.Color([.. Enumerable.Range(0, 40 * 33).SelectMany(i => (byte[])[(byte)(i * 7), (byte)(i / 3), (byte)(i * i), 255])],
            40, 33, SKEncodedImageFormat.Jpeg, quality: 80);

    private static string Message(ReadOnlySpan<byte> encoded)
    {
        byte[] copy = encoded.ToArray();
        return Assert.Throws<InvalidDataException>(() => InputImage.Decode(copy)).Message;
    }

    private static int RowsOf(string message)
    {
        Match found = Regex.Match(message, "cut off: ([0-9,]+) of its 64 rows are there");
        Assert.True(found.Success, message);
        return int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
