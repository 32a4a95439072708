using System.Diagnostics;

namespace FerNet.Data;

/// <summary>Counts what is read, and reports it now and then: one report at a time, with numbers that rise. Thread-safe.</summary>
/// <param name="listener">Who is told; null for nobody.</param>
/// <param name="total">How many there are; null where nobody knows.</param>
internal sealed class LoadProgress(IProgress<DatasetLoadProgress>? listener, int? total)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Lock counting = new();
    private readonly Stopwatch sinceReport = Stopwatch.StartNew();
    private int done;

    /// <summary>Counts what was read; the last of a known number is reported at once.</summary>
    public void Add(int count)
    {
        if (listener is null) return;
        lock (counting)
        {
            done += count;
            if (done != total && sinceReport.Elapsed < Pause) return;
            sinceReport.Restart();
            listener.Report(new DatasetLoadProgress { Done = done, Total = total });
        }
    }

    /// <summary>Reports that all was read, where nobody knew how much it would be.</summary>
    public void Finish()
    {
        if (total is null) listener?.Report(new DatasetLoadProgress { Done = done, Total = done });
    }
}
