namespace FerNet.Interruptions;

/// <summary>What came of the disturbances of a job.</summary>
internal sealed record InterruptionReport(string Job, string Disturbance)
{
    public const string Header =
        "| job | disturbance | times | results compared | faults | temporary files left behind |\n|---|---|---|---|---|---|";

    /// <summary>How often the job was disturbed while it ran.</summary>
    public int Times { get; set; }

    /// <summary>How many runs came to their end, and were compared with the undisturbed one.</summary>
    public int Compared { get; set; }

    /// <summary>Files under a temporary name that were there at the end of a run.</summary>
    public int LeftBehind { get; set; }

    public List<string> Faults { get; } = [];

    public override string ToString() =>
        FormattableString.Invariant($"| {Job} | {Disturbance} | {Times} | {Compared} | {Faults.Count} | {LeftBehind} |");
}
