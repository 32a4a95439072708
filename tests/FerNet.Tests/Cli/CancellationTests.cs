using FerNet.Cli;
using FerNet.Tests.Support;

namespace FerNet.Tests.Cli;

/// <summary>Ctrl-C ends each command that takes long, with the exit code for it.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("evaluate", "--data", "FACES", "--model", "fast")]
    [InlineData("evaluate", "--data", "FACES", "--model", "fast", "--mirror")]
    [InlineData("report", "--data", "FACES", "--model", "fast", "--output", "report.html")]
    [InlineData("average", "fast", "fast", "--data", "FACES", "--output", "mean.zip")]
    [InlineData("dataset", "FACES", "--find-errors", "--model", "fast")]
    [InlineData("doctor")]
    public void A_command_that_is_canceled_says_so_and_writes_nothing(params string[] arguments)
    {
        string faces = folder.File("faces.npz");
        SmallModel.Faces.Save(faces);
        using StringWriter error = new();
        string[] words = [.. arguments.Select(word => word switch
        {
            "FACES" => faces,
            _ when word.Contains('.', StringComparison.Ordinal) => folder.File(word),
            _ => word,
        })];
        Shell shell = Shell.Run(words, error, new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.Stopped, shell.Code);
        Assert.EndsWith("Stopped.", shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal([faces], Directory.GetFiles(folder.Path));
    }
}
