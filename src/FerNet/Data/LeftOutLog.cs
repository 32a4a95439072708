using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Collects left-out files and rows by reason, with bounded memory. Not thread-safe.</summary>
internal sealed class LeftOutLog
{
    /// <summary>The maximum number of separate reasons.</summary>
    public const int MostReasons = 32;

    /// <summary>The maximum number of examples for each reason.</summary>
    public const int MostExamples = 10;

    private const string OtherReason = "left out for other reasons";

    private readonly Dictionary<string, (int Count, List<string> Examples)> groups = [];

    /// <summary>The number of left-out items, for all reasons.</summary>
    public int Count => (int)Math.Min(int.MaxValue, groups.Values.Sum(group => (long)group.Count));

    /// <summary>The reasons, in the order in which they were added.</summary>
    public IReadOnlyList<LeftOutGroup> Groups => Array.AsReadOnly(groups
        .Select(group => new LeftOutGroup { Reason = group.Key, Count = group.Value.Count, Examples = group.Value.Examples.AsReadOnly() })
        .ToArray());

    /// <summary>Adds a left-out item.</summary>
    public void Add(string reason, string example) => Add(reason, 1, [example]);

    /// <summary>Adds several left-out items.</summary>
    public void Add(string reason, int count, IEnumerable<string> examples)
    {
        if (!groups.ContainsKey(reason) && groups.Count >= MostReasons - 1) reason = OtherReason;
        (int before, List<string> kept) = groups.TryGetValue(reason, out (int, List<string>) group) ? group : (0, []);
        kept.AddRange(examples.Take(MostExamples - kept.Count).Select(UntrustedText.Quote));
        groups[reason] = ((int)Math.Min(int.MaxValue, (long)before + count), kept);
    }
}
