using System.Globalization;

namespace FerNet.Fuzz;

/// <summary>What a target did with its inputs.</summary>
internal sealed class FuzzReport(string target)
{
    private const int MostFindings = 20;

    private readonly List<(byte[] Input, string Fault)> findings = [];

    public string Target { get; } = target;

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public TimeSpan LongestTime { get; private set; }

    public long MostAllocatedBytes { get; private set; }

    /// <summary>Inputs that broke a promise, and how; the first ones are kept.</summary>
    public IReadOnlyList<(byte[] Input, string Fault)> Findings => findings;

    public void Add(byte[] input, bool isAccepted, TimeSpan time, long allocatedBytes, string? fault)
    {
        if (isAccepted) Accepted++;
        else Refused++;
        if (time > LongestTime) LongestTime = time;
        MostAllocatedBytes = Math.Max(MostAllocatedBytes, allocatedBytes);
        if (fault is not null && findings.Count < MostFindings) findings.Add((input, fault));
    }

    /// <exception cref="InvalidOperationException">A seed was refused.</exception>
    public void RequireAllAccepted()
    {
        if (Refused > 0)
            throw new InvalidOperationException($"The target {Target} refuses {Refused} of its {Accepted + Refused} good files.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Target} | {Accepted + Refused:N0} | {Accepted:N0} | {LongestTime.TotalSeconds:0.00} s | {MostAllocatedBytes / 1e6:0} MB " +
        $"| {findings.Count} |");
}
