using System.Diagnostics;

namespace FerNet.Interruptions;

/// <summary>
/// Disturbs a job at random moments and goes on with it until it is done, again and again; each result is compared with that of a run
/// that nothing disturbed.
/// </summary>
internal sealed class InterruptionDriver
{
    /// <summary>Several times what a run writes.</summary>
    private const int DiskMegabytes = 64;

    private readonly DisturbedJob job;
    private readonly string whole;

    /// <summary>How long a run takes that nothing disturbs: the moments are drawn from this time.</summary>
    private readonly TimeSpan duration;

    /// <summary>The bytes that a run has on the disk at its most, about.</summary>
    private readonly long written;

    public InterruptionDriver(DisturbedJob job)
    {
        this.job = job;
        job.Prepare();
        whole = job.OutputOf("whole");
        Directory.CreateDirectory(whole);
        Stopwatch clock = Stopwatch.StartNew();
        using StartedProcess process = job.Start(whole, isFirst: true);
        while (!process.EndsWithin(TimeSpan.FromMilliseconds(20))) written = Math.Max(written, SizeOf(whole));
        Ending ending = process.WaitForEnd();
        if (!job.IsDone(ending)) throw new InvalidOperationException($"The undisturbed run failed: {ending}");
        duration = clock.Elapsed;
    }

    /// <summary>Kills the job with SIGKILL.</summary>
    public InterruptionReport Kill(int times, int seed)
    {
        InterruptionReport report = new(job.Name, "SIGKILL");
        Random random = new(seed);
        for (int run = 0; report.Times < times; run++)
        {
            string output = job.OutputOf(FormattableString.Invariant($"killed-{run}"));
            Bystanders bystanders = new(job.WrittenFolders(output));
            for (bool isFirst = true, isDone = false; !isDone; isFirst = false)
            {
                using StartedProcess process = job.Start(output, isFirst);
                bool kills = report.Times < times && !process.EndsWithin(duration * random.NextDouble());
                if (kills && process.Kill()) report.Times++;
                else isDone = RequireDone(process.WaitForEnd(), report);
                if (bystanders.Harmed() is { } harmed) report.Faults.Add(harmed);
            }
            Compare(output, bystanders, report);
        }
        return report;
    }

    /// <summary>Fills the disk that the job writes to, all but a random rest.</summary>
    /// <exception cref="InvalidOperationException">The system does not allow a disk for it.</exception>
    public InterruptionReport FillDisk(int times, int seed)
    {
        InterruptionReport report = new(job.Name, "full disk");
        Random random = new(seed);
        for (int run = 0; report.Times < times; run++)
        {
            using SmallDisk disk = SmallDisk.TryMount(job.OutputOf(FormattableString.Invariant($"disk-{run}")), DiskMegabytes)
                ?? throw new InvalidOperationException("A disk of its own needs Linux, root and the right to mount.");
            string output = Path.Combine(disk.Path, "output");
            Bystanders bystanders = new(job.WrittenFolders(output));
            for (bool isFirst = true, isDone = false; !isDone; isFirst = false)
            {
                using StartedProcess process = job.Start(output, isFirst);
                bool fills = report.Times < times && !process.EndsWithin(duration * random.NextDouble());
                if (fills) disk.Fill((long)(written * random.NextDouble()));
                Ending ending = process.WaitForEnd();
                disk.Empty();
                if (fills && SaysThatTheDiskIsFull(ending)) report.Times++;
                else isDone = RequireDone(ending, report);
                if (bystanders.Harmed() is { } harmed) report.Faults.Add(harmed);
            }
            Compare(output, bystanders, report);
        }
        return report;
    }

    private static bool SaysThatTheDiskIsFull(Ending ending) => ending.Code == 1
        && ending.Error.TrimEnd().Split('\n')[^1] is var last && last.StartsWith("fernet: ", StringComparison.Ordinal)
        && last.Contains("No space left on device", StringComparison.Ordinal);

    /// <summary>An undisturbed process that fails is a fault, and ends the run.</summary>
    private bool RequireDone(Ending ending, InterruptionReport report)
    {
        if (!job.IsDone(ending)) report.Faults.Add($"{job.Name} failed: {ending}");
        return true;
    }

    private void Compare(string output, Bystanders bystanders, InterruptionReport report)
    {
        try
        {
            if (job.Difference(whole, output) is { } difference) report.Faults.Add($"{output}: {difference}");
            report.Compared++;
        }
        catch (IOException error)
        {
            report.Faults.Add($"{output}: {error.Message}");
        }
        report.LeftBehind += Directory.EnumerateFiles(output, ".*", SearchOption.AllDirectories).Count(path => !bystanders.Contain(path));
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (IOException)
        {
            // A file was moved meanwhile.
            return 0;
        }
    }
}
