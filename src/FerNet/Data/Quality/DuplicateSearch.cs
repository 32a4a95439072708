using FerNet.Imaging;

namespace FerNet.Data.Quality;

/// <summary>Finds duplicates and near duplicates.</summary>
/// <remarks>
/// Nearly equal faces have similar fingerprints of 64 bits ("dHash"): each bit states whether one of 8 x 9 cells is darker than its right
/// neighbor. Faces whose fingerprints differ in at most seven bits are compared by the correlation of their pixels.
/// </remarks>
internal static class DuplicateSearch
{
    private const int Rows = 8, Columns = 9, MostBits = 7;

    /// <summary>All faces in groups of equal pixels, in order of the first face; most groups have one face.</summary>
    public static int[][] Equal(FerDataset faces)
    {
        Dictionary<FaceRecord, List<int>> groups = new(new DuplicateFaces());
        for (int face = 0; face < faces.Count; face++)
        {
            FaceRecord record = faces.Record(face);
            if (groups.TryGetValue(record, out List<int>? group)) group.Add(face);
            else groups[record] = [face];
        }
        return [.. groups.Values.Select(group => group.ToArray()).OrderBy(group => group[0])];
    }

    /// <summary>Groups of nearly equal faces; a chain of pairs is one group.</summary>
    /// <param name="faces">The faces.</param>
    /// <param name="equal">All faces in groups of equal pixels; one face of each group is compared.</param>
    /// <param name="statistics">The statistics of each face.</param>
    /// <param name="leastCorrelation">The correlation from which two faces are nearly equal.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static int[][] Near(FerDataset faces, int[][] equal, PatchStatistics[] statistics, double leastCorrelation,
        CancellationToken cancellationToken)
    {
        ulong[] fingerprints = [.. equal.Select(group => Fingerprint(faces.Pixels(group[0])))];
        int[] parents = [.. Enumerable.Range(0, equal.Length)];
        foreach ((int one, int other) in CloseFingerprints.Pairs(
            fingerprints, MostBits, CloseFingerprints.BlocksFor(fingerprints.Length), cancellationToken))
        {
            int root = Root(parents, one), otherRoot = Root(parents, other);
            if (root != otherRoot && AreNear(equal[one][0], equal[other][0]))
                parents[Math.Max(root, otherRoot)] = Math.Min(root, otherRoot);
        }
        return
        [
            .. parents.Select((_, index) => index).GroupBy(index => Root(parents, index)).Where(group => group.Count() > 1)
                .Select(group => group.SelectMany(index => equal[index]).Order().ToArray()),
        ];

        bool AreNear(int one, int other) =>
            PatchStatistics.Correlation(faces.Pixels(one), statistics[one], faces.Pixels(other), statistics[other]) >= leastCorrelation;
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index) index = parents[index] = parents[parents[index]];
        return index;
    }

    private static ulong Fingerprint(ReadOnlySpan<byte> pixels)
    {
        ulong bits = 0;
        Span<double> cells = stackalloc double[Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++) cells[column] = CellMean(pixels, row, column);
            for (int column = 1; column < Columns; column++) bits = (bits << 1) | (cells[column - 1] < cells[column] ? 1UL : 0);
        }
        return bits;
    }

    private static double CellMean(ReadOnlySpan<byte> pixels, int row, int column)
    {
        int top = row * FacePatch.Size / Rows, bottom = (row + 1) * FacePatch.Size / Rows;
        int left = column * FacePatch.Size / Columns, right = (column + 1) * FacePatch.Size / Columns;
        int sum = 0;
        for (int y = top; y < bottom; y++)
        {
            foreach (byte level in pixels[((y * FacePatch.Size) + left)..((y * FacePatch.Size) + right)]) sum += level;
        }
        return sum / (double)((bottom - top) * (right - left));
    }
}
