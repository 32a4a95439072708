using System.Diagnostics;

namespace FerNet.Benchmarks.Reliability;

/// <summary>The largest resident memory of the process between its creation and its end, looked at every 20 ms.</summary>
internal sealed class PeakMemory
{
    private readonly Thread watcher;
    private long peak = ReadResident();
    private volatile bool isFinished;

    public PeakMemory()
    {
        watcher = new Thread(() =>
        {
            while (!isFinished)
            {
                peak = Math.Max(peak, ReadResident());
                Thread.Sleep(20);
            }
        })
        { IsBackground = true };
        watcher.Start();
    }

    /// <summary>Ends the watch; answers the peak in MB.</summary>
    public long Finish()
    {
        isFinished = true;
        watcher.Join();
        return peak;
    }

    /// <summary>The resident memory in MB.</summary>
    public static long ReadResident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }

    /// <summary>Frees what nobody holds any more.</summary>
    public static void Collect()
    {
#pragma warning disable RS0030 // Counted is what is left after a collection.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
#pragma warning restore RS0030
        GC.WaitForPendingFinalizers();
    }
}
