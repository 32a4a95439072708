using System.Diagnostics;

namespace FerNet.Data;

/// <summary>Counts read items and reports the count at intervals: one report at a time, with rising numbers. Thread-safe.</summary>
/// <param name="listener">Receives the reports; null for none.</param>
/// <param name="total">The total number of items; null where unknown.</param>
internal sealed class LoadProgress(IProgress<DatasetLoadProgress>? listener, int? total)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Lock counting = new();
    private readonly Stopwatch sinceReport = Stopwatch.StartNew();
    private int done;

    /// <summary>Adds to the count; when the total is reached, it is reported at once.</summary>
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

    /// <summary>Reports the final count where the total was unknown.</summary>
    public void Finish()
    {
        if (total is null) listener?.Report(new DatasetLoadProgress { Done = done, Total = done });
    }
}
