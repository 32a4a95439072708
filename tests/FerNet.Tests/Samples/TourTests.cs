using System.Globalization;
using System.Text.RegularExpressions;
using FerNet.Tests.Support;

namespace FerNet.Tests.Samples;

public partial class TourTests
{
    [Fact]
    public void The_tour_recognizes_nine_of_ten_drawn_faces_that_it_has_not_seen()
    {
        using TemporaryFolder work = new();
        (int code, string output, string error) = SampleProgram.Run(work.Path);
        Assert.True(code == 0, error);
        double accuracy = double.Parse(Accuracy().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 90, 100);
        Assert.InRange(RightAnswer().Count(output), 6, 7);
        string folder = Path.GetDirectoryName(Saved().Match(output).Groups[1].Value)!;
        Assert.Equal(8, Directory.EnumerateFiles(folder).Count());
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"accuracy ([0-9.]+) %   top 2")]
    private static partial Regex Accuracy();

    [GeneratedRegex(@"(?m)^([a-z]+)\.png +\1 ")]
    private static partial Regex RightAnswer();

    [GeneratedRegex(@"saved (.+\.zip) \(")]
    private static partial Regex Saved();
}
