using System.Collections.Concurrent;

namespace FerNet.Benchmarks.Service;

/// <summary>How the uploads of a <see cref="ServiceSoak"/> were answered. Thread-safe.</summary>
/// <param name="maxFaults">The most faults whose text is kept.</param>
internal sealed class SoakTally(int maxFaults)
{
    private readonly ConcurrentQueue<string> faults = [];
    private long good, bad, canceled, faultCount;

    /// <summary>The faults since the last call.</summary>
    public IEnumerable<string> TakeFaults()
    {
        while (faults.TryDequeue(out string? fault)) yield return fault;
    }

    /// <summary>A good upload, which must get the answer that the first one got.</summary>
    public void AddGood((int Status, string Answer) answer, string expected)
    {
        Interlocked.Increment(ref good);
        if (answer != (200, expected)) AddFault("a good upload", answer);
    }

    /// <summary>A bad upload, which must be refused.</summary>
    public void AddBad((int Status, string Answer) answer)
    {
        Interlocked.Increment(ref bad);
        if (answer.Status is < 400 or > 499) AddFault("a bad upload", answer);
    }

    /// <summary>A good upload that its client canceled, unless the answer was faster.</summary>
    public void AddCanceled((int Status, string Answer)? answer, string expected)
    {
        Interlocked.Increment(ref canceled);
        if (answer is { } early && early != (200, expected)) AddFault("an upload to be canceled", early);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{good:N0} good, {bad:N0} bad, {canceled:N0} canceled, {faultCount:N0} answered otherwise");

    private void AddFault(string upload, (int Status, string Answer) answer)
    {
        if (Interlocked.Increment(ref faultCount) <= maxFaults) faults.Enqueue($"{upload} was answered {answer.Status}: {answer.Answer}");
    }
}
