using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Collects what was left out, by reason; bounded, however much is left out. Not thread-safe.</summary>
internal sealed class LeftOutLog
{
    /// <summary>The most reasons that are kept apart.</summary>
    public const int MostReasons = 32;

    /// <summary>The most examples that are kept for each reason.</summary>
    public const int MostExamples = 10;

    private const string OtherReason = "left out for other reasons";

    private readonly Dictionary<string, (int Count, List<string> Examples)> groups = [];

    /// <summary>How many were left out, for all reasons.</summary>
    public int Count => (int)Math.Min(int.MaxValue, groups.Values.Sum(group => (long)group.Count));

    /// <summary>The reasons, in the order in which they came up.</summary>
    public IReadOnlyList<LeftOutGroup> Groups => Array.AsReadOnly(groups
        .Select(group => new LeftOutGroup { Reason = group.Key, Count = group.Value.Count, Examples = group.Value.Examples.AsReadOnly() })
        .ToArray());

    /// <summary>Notes that something was left out.</summary>
    public void Add(string reason, string example) => Add(reason, 1, [example]);

    /// <summary>Notes that several were left out.</summary>
    public void Add(string reason, int count, IEnumerable<string> examples)
    {
        if (!groups.ContainsKey(reason) && groups.Count >= MostReasons - 1) reason = OtherReason;
        (int before, List<string> kept) = groups.TryGetValue(reason, out (int, List<string>) group) ? group : (0, []);
        kept.AddRange(examples.Take(MostExamples - kept.Count).Select(UntrustedText.Quote));
        groups[reason] = ((int)Math.Min(int.MaxValue, (long)before + count), kept);
    }
}
