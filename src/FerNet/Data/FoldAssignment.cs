using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Divides faces into parts of about the same size, with about the same share of each label, without dividing groups.</summary>
internal static class FoldAssignment
{
    /// <summary>The part of each face, 0 to <paramref name="folds"/> - 1.</summary>
    /// <remarks>
    /// Groups are assigned from the largest to the smallest, equal ones in random order, each to the part that has the fewest faces with
    /// the group's labels, as a share of all faces with these labels.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 parts, or more parts than groups.</exception>
    public static int[] Assign(IReadOnlyList<FaceRecord> faces, int folds, int seed, Func<int, string>? group)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[][] groups = group is null
            ? [.. Enumerable.Range(0, faces.Count).Select(index => (int[])[index])]
            : [.. Enumerable.Range(0, faces.Count).GroupBy(group, StringComparer.Ordinal).Select(one => one.ToArray())];
        if (folds > groups.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds,
                Invariant($"folds is {folds:N0}, but there are {groups.Length:N0} {(group is null ? "faces" : "groups of faces")}; ") +
                Invariant($"use at most {groups.Length:N0} folds."));
        }
        int[] totals = new int[byte.MaxValue + 1];
        foreach (FaceRecord face in faces) totals[face.Label]++;
        int[][] counts = [.. Enumerable.Range(0, folds).Select(_ => new int[byte.MaxValue + 1])];
        int[] sizes = new int[folds], parts = new int[faces.Count];
        int[] order = new SeededRandom(seed).Order(groups.Length);
        foreach (int[] members in order.Select(place => groups[place]).OrderByDescending(members => members.Length))
        {
            int best = Enumerable.Range(0, folds)
                .MinBy(fold => (members.Sum(index => (double)counts[fold][faces[index].Label] / totals[faces[index].Label]), sizes[fold]));
            foreach (int index in members)
            {
                parts[index] = best;
                counts[best][faces[index].Label]++;
            }
            sizes[best] += members.Length;
        }
        return parts;
    }
}
