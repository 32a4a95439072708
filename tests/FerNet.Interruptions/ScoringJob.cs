namespace FerNet.Interruptions;

/// <summary>The scoring of drawn images, one of them damaged, with many small files of results.</summary>
internal sealed class ScoringJob(Programs programs, string folder) : DisturbedJob(programs, folder)
{
    private const int Images = 200, PartSize = 5;

    private string Input => Path.Combine(Folder, "images");

    public override string Name => "score";

    public override void Prepare() => Programs.RunHelper("draw", Input, $"{Images}");

    /// <summary>Code 1, since an image is damaged; a full disk has the same code.</summary>
    public override bool IsDone(Ending ending) =>
        ending.Code == 1 && ending.Output.Contains($"{Images} of {Images} images", StringComparison.Ordinal);

    public override string? Difference(string expected, string actual)
    {
        try
        {
            Programs.RunHelper("compare-scores", expected, actual);
            return null;
        }
        catch (InvalidOperationException difference)
        {
            return difference.Message;
        }
    }

    public override IEnumerable<string> WrittenFolders(string output) => [output, Path.Combine(output, "shard-00000-of-00001")];

    protected override IEnumerable<string> Arguments(string output, bool isFirst) =>
        ["score", "--input", Input, "--output", output, "--model", "fast", "--part-size", $"{PartSize}"];
}
