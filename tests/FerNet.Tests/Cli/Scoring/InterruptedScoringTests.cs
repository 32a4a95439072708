using System.Diagnostics;
using FerNet.Tests.Support;

namespace FerNet.Tests.Cli.Scoring;

/// <summary>Whatever ends a run, the same command goes on, and the rows are those of a run that nothing ended.</summary>
public sealed class InterruptedScoringTests : IDisposable
{
    private const int Images = 400, PartSize = 3;
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Slow enough that it is stopped before its end on every machine.</summary>
    private static readonly Dictionary<string, string> OneProcessor = new() { ["DOTNET_PROCESSOR_COUNT"] = "1" };

    private readonly TemporaryFolder folder = new();

    public InterruptedScoringTests() => Assert.Equal(0, ChildProcess.Run(NoVariables, "draw", folder.File("in"), $"{Images}").Code);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Killed_at_random_moments_it_goes_on_to_the_same_rows()
    {
        const int Kills = 5;
        Random random = new(20);
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Start("killed");
            // Before its first line it loads the model; between two lines it scores and writes a part.
            for (int lines = random.Next(4); lines > 0; lines--) Assert.NotNull(process.StandardError.ReadLine());
            Thread.Sleep(random.Next(30));
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            Assert.True(process.ExitCode is not (0 or 1), "It ended before it was killed.");
        }
        AssertCompletes("killed");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_stops_it_with_75_and_what_is_scored_is_written(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Process process = Start("signaled");
        Assert.StartsWith("started", process.StandardError.ReadLine(), StringComparison.Ordinal);
        Assert.StartsWith("progress", process.StandardError.ReadLine(), StringComparison.Ordinal);
        using (Process send = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) send.WaitForExit();
        string rest = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(75, process.ExitCode);
        Assert.Contains("interrupted: shard 0/1: ", rest, StringComparison.Ordinal);
        Assert.InRange(ScoreResults.Files(folder.File("signaled")).Count(), PartSize, Images - 1);
        AssertCompletes("signaled");
    }

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=3")]
    [InlineData("JOB_COMPLETION_INDEX=1", "--shards", "3")]
    public void A_scheduler_names_the_shard_in_variables(string variables, params string[] options)
    {
        Dictionary<string, string> environment =
            variables.Split(' ').Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        ChildProcess.RunFernet(environment, [.. Arguments("second"), .. options]);
        foreach (string shard in (string[])["0/3", "1/3", "2/3"])
            Shell.Run([.. Arguments("all"), "--shard", shard]);
        Assert.Equal(["shard-00001-of-00003"], Directory.GetDirectories(folder.File("second")).Select(Path.GetFileName));
        Assert.Equal(ScoreResults.Files(folder.File("all/shard-00001-of-00003")), ScoreResults.Files(folder.File("second")));
        AssertEqualsWhole("all");
    }

    private string[] Arguments(string output) =>
        ["score", "--input", folder.File("in"), "--output", folder.File(output), "--model", "fast", "--part-size", $"{PartSize}"];

    private Process Start(string output)
    {
        ProcessStartInfo start = ChildProcess.StartFernet(OneProcessor, Arguments(output));
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return Process.Start(start)!;
    }

    private void AssertCompletes(string output)
    {
        (int code, _, string error) = ChildProcess.RunFernet(NoVariables, Arguments(output));
        // One image is damaged.
        Assert.True(code == 1, error);
        Assert.Empty(Directory.EnumerateFiles(folder.File(output), ".*", SearchOption.AllDirectories));
        AssertEqualsWhole(output);
    }

    /// <summary>By FerNet's own reader of Parquet and by DuckDB.</summary>
    private void AssertEqualsWhole(string output)
    {
        Shell whole = Shell.Run(Arguments("whole"));
        Assert.Contains($"{Images} of {Images} images", whole.Output, StringComparison.Ordinal);
        ScoreResults.AssertEqual(folder.File("whole"), folder.File(output));
        (int code, string figures, string error) =
            ChildProcess.Run(NoVariables, "compare-scores", folder.File("whole"), folder.File(output));
        Assert.True(code == 0, figures + error);
        Assert.Contains($"{Images} images", figures, StringComparison.Ordinal);
    }
}
