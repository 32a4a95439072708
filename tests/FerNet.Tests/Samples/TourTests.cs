using System.Text.RegularExpressions;

namespace FerNet.Tests.Cli;

public partial class TourTests
{
    [Fact]
    public void The_tour_recognizes_nine_of_ten_drawn_faces_that_it_has_not_seen()
    {
        Shell shell = Shell.Run();
        Assert.True(shell.Code == 0, shell.Error);
        double accuracy = double.Parse(Accuracy().Match(shell.Output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 90, 100);
        string folder = Path.GetDirectoryName(Saved().Match(shell.Output).Groups[1].Value)!;
        Assert.Equal(8, Directory.EnumerateFiles(folder).Count());
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"accuracy ([0-9.]+) %   top 2")]
    private static partial Regex Accuracy();

    [GeneratedRegex(@"saved (.+\.zip) \(")]
    private static partial Regex Saved();
}
