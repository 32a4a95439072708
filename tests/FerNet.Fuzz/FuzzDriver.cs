using System.Diagnostics;

namespace FerNet.Fuzz;

/// <summary>Feeds a target with changed seeds and looks at what happens: only documented exceptions, little time, little memory.</summary>
internal static class FuzzDriver
{
    /// <summary>The most processor time for an input, however busy the machine is.</summary>
    public static readonly TimeSpan MaxProcessorTime = TimeSpan.FromSeconds(2);

    /// <summary>The most bytes of managed memory that an input may allocate; the peak is below it.</summary>
    public const long MaxAllocatedBytes = 1L << 30;

    /// <summary>Share of the inputs whose structure is kept, where the target knows how.</summary>
    private const double StructuredShare = 0.6;

    /// <summary>Runs a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="inputs">How many inputs at most.</param>
    /// <param name="time">How long at most; null without a limit.</param>
    /// <param name="seed">Where the changes are drawn from: equal seeds give equal inputs.</param>
    /// <param name="inputAtWork">Told each input before it is read, so that it is known when the process dies.</param>
    public static FuzzReport Run(FuzzTarget target, long inputs, TimeSpan? time, int seed, Action<byte[]>? inputAtWork = null)
    {
        IReadOnlyList<byte[]> seeds = target.Seeds();
        FuzzReport report = new(target.Name);
        // A good file must be read: a target that refuses everything proves nothing.
        foreach (byte[] good in seeds) Try(target, good, report, inputAtWork);
        report.RequireAllAccepted();
        Random random = new(seed);
        Stopwatch clock = Stopwatch.StartNew();
        for (long input = 0; input < inputs && (time is null || clock.Elapsed < time); input++)
        {
            byte[] good = seeds[random.Next(seeds.Count)];
            byte[] changed = target.ChangeStructure is { } change && random.NextDouble() < StructuredShare
                ? change(good, random)
                : ByteMutator.Change(good, seeds[random.Next(seeds.Count)], random);
            Try(target, changed, report, inputAtWork);
        }
        return report;
    }

    /// <summary>Reads one input and books what happened.</summary>
    public static void Try(FuzzTarget target, byte[] input, FuzzReport report, Action<byte[]>? inputAtWork = null)
    {
        inputAtWork?.Invoke(input);
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan started = Environment.CpuUsage.TotalTime;
        Exception? error = null;
        try
        {
            target.Read(input);
        }
#pragma warning disable CA1031 // Every exception is the result of an input.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
        }
        TimeSpan time = Environment.CpuUsage.TotalTime - started;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        List<string> faults = [];
        if (error is not null && !target.IsRefusal(error)) faults.Add(error.ToString());
        if (time > MaxProcessorTime) faults.Add(FormattableString.Invariant($"{time.TotalSeconds:0.0} s of processor time"));
        if (allocated > MaxAllocatedBytes) faults.Add(FormattableString.Invariant($"{allocated:N0} bytes allocated"));
        report.Add(input, isAccepted: error is null, time, allocated, faults.Count == 0 ? null : string.Join("; ", faults));
    }
}
