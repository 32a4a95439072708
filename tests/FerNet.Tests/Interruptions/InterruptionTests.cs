using FerNet.Interruptions;
using FerNet.Tests.Support;

namespace FerNet.Tests.Interruptions;

/// <summary>A short run of tests/FerNet.Interruptions; killed scorings are in <see cref="Cli.Scoring.InterruptedScoringTests"/>.</summary>
public sealed class InterruptionTests : IDisposable
{
    private static readonly Programs Programs =
        new(Path.Combine(AppContext.BaseDirectory, "FerNet.Cli.dll"), Path.Combine(AppContext.BaseDirectory, "FerNet.ChildProcess.dll"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_training_that_is_killed_goes_on_to_the_same_weights_and_harms_no_other_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        InterruptionReport report = new InterruptionDriver(new TrainingJob(Programs, folder.Path)).Kill(times: 2, seed: 7);
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Times);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("score")]
    public void A_job_whose_disk_is_full_says_so_and_goes_on_to_the_same_results(string job)
    {
        using (SmallDisk? probe = SmallDisk.TryMount(folder.File("probe"), megabytes: 1))
            Assert.SkipWhen(probe is null, "A disk of its own needs Linux, root and the right to mount.");
        DisturbedJob disturbed = job == "train" ? new TrainingJob(Programs, folder.Path) : new ScoringJob(Programs, folder.Path);
        InterruptionReport report = new InterruptionDriver(disturbed).FillDisk(times: 1, seed: 8);
        Assert.Empty(report.Faults);
        Assert.Equal(1, report.Times);
    }
}
