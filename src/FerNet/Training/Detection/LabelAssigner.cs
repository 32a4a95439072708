using FerNet.Networks.Detection;

namespace FerNet.Training.Detection;

/// <summary>The cells that are assigned to faces.</summary>
/// <param name="Cells">The cells, in order.</param>
/// <param name="Faces">For each of these cells, the index of the face in the sample.</param>
/// <param name="Counts">For every cell 1, or 0 if it lies in an ignored zone and does not contribute to the loss.</param>
internal sealed record LabelAssignment(List<int> Cells, List<int> Faces, byte[] Counts);

/// <summary>Assigns cells to faces, based on the network's current output.</summary>
/// <remarks>
/// Source: Ge et al., "YOLOX", arXiv:2107.08430 (SimOTA). Candidates of a face are the cells whose centers lie in its box or within 2.5
/// strides of its center. The cost of a candidate is <c>-log(score) - 3 log(overlap)</c>, plus a large constant unless both conditions
/// hold. The number of cells per face is the sum of its ten largest overlaps, rounded down, at least one; the cells with the lowest costs
/// are selected. A cell that is selected for several faces is assigned to the one with the lowest cost.
/// </remarks>
internal static class LabelAssigner
{
    /// <summary>
    /// Radius around a face's center in strides, weight of the overlap, and the additional cost of a cell that meets only one of the two
    /// conditions.
    /// </summary>
    internal const float Radius = 2.5f, OverlapWeight = 3, Outside = 100_000;

    /// <summary>Number of overlaps whose sum is the number of cells of a face.</summary>
    internal const int TopOverlaps = 10;

    /// <summary>For cells with a higher logit, the overlap of the box with ignored zones is computed too.</summary>
    private const float DoubtfulLogit = -4;

    /// <summary>A cell is ignored if a larger share of its box lies within an ignored zone.</summary>
    private const float ShareInZone = 0.5f;

    /// <param name="grid">The cells.</param>
    /// <param name="sample">Faces and zones.</param>
    /// <param name="values">Logit and box of each cell in the network's output (5 numbers).</param>
    public static LabelAssignment Assign(DetectorGrid grid, DetectionSample sample, ReadOnlySpan<float> values)
    {
        Dictionary<int, (int Face, float Cost)> faceByCell = [];
        List<(int Cell, float Overlap, float Cost)> candidates = [];
        for (int face = 0; face < sample.Faces.Count; face++)
        {
            candidates.Clear();
            FindCandidates(grid, sample.Faces[face].Box, values, candidates);
            if (candidates.Count == 0) continue;
            int count = CountOf(candidates);
            candidates.Sort(static (one, other) =>
                one.Cost != other.Cost ? one.Cost.CompareTo(other.Cost) : one.Cell.CompareTo(other.Cell));
            foreach ((int cell, _, float cost) in candidates.Take(count))
            {
                if (!faceByCell.TryGetValue(cell, out (int Face, float Cost) before) || cost < before.Cost) faceByCell[cell] = (face, cost);
            }
        }
        List<int> cells = [.. faceByCell.Keys.Order()];
        return new LabelAssignment(cells, [.. cells.Select(cell => faceByCell[cell].Face)], CountsOf(grid, sample, values, faceByCell));
    }

    /// <summary>The overlap of a cell's box with a face, and the cost of assigning the cell to the face.</summary>
    internal static (float Overlap, float Cost) CostOf(DetectorGrid grid, int cell, FaceBox face, bool liesInBoth,
        ReadOnlySpan<float> values)
    {
        float overlap = CellDecoder.BoxOf(grid, cell, values.Slice(5 * cell, 5)).Overlap(face);
        float score = 1 / (1 + MathF.Exp(-values[5 * cell]));
        return (overlap, -MathF.Log(score + 1e-8f) - (OverlapWeight * MathF.Log(overlap + 1e-8f)) + (liesInBoth ? 0 : Outside));
    }

    private static void FindCandidates(DetectorGrid grid, FaceBox face, ReadOnlySpan<float> values,
        List<(int Cell, float Overlap, float Cost)> candidates)
    {
        float centerX = face.X + (face.Width / 2), centerY = face.Y + (face.Height / 2);
        for (int level = 0; level < DetectorFormat.Strides.Length; level++)
        {
            int stride = DetectorFormat.Strides[level], columns = grid.Width / stride, rows = grid.Height / stride;
            float reach = Radius * stride, reachX = MathF.Max(reach, face.Width / 2), reachY = MathF.Max(reach, face.Height / 2);
            int left = Math.Max(0, (int)((centerX - reachX) / stride) - 1),
                right = Math.Min(columns, (int)((centerX + reachX) / stride) + 2);
            int top = Math.Max(0, (int)((centerY - reachY) / stride) - 1), bottom = Math.Min(rows, (int)((centerY + reachY) / stride) + 2);
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    int cell = grid.Starts[level] + (row * columns) + column;
                    float dx = grid.CenterX[cell] - centerX, dy = grid.CenterY[cell] - centerY;
                    bool liesInBox = Math.Abs(dx) < face.Width / 2 && Math.Abs(dy) < face.Height / 2, liesNear = Math.Abs(dx) < reach
                        && Math.Abs(dy) < reach;
                    if (!liesInBox && !liesNear) continue;
                    (float overlap, float cost) = CostOf(grid, cell, face, liesInBox && liesNear, values);
                    candidates.Add((cell, overlap, cost));
                }
            }
        }
    }

    private static int CountOf(List<(int Cell, float Overlap, float Cost)> candidates)
    {
        Span<float> top = stackalloc float[TopOverlaps];
        foreach ((_, float overlap, _) in candidates)
        {
            int rank = TopOverlaps;
            while (rank > 0 && top[rank - 1] < overlap) rank--;
            if (rank == TopOverlaps) continue;
            top[rank..(TopOverlaps - 1)].CopyTo(top[(rank + 1)..]);
            top[rank] = overlap;
        }
        float sum = 0;
        foreach (float overlap in top) sum += overlap;
        return Math.Clamp((int)sum, 1, candidates.Count);
    }

    private static byte[] CountsOf(DetectorGrid grid, DetectionSample sample, ReadOnlySpan<float> values,
        Dictionary<int, (int Face, float Cost)> faceByCell)
    {
        byte[] counts = new byte[grid.Count];
        Array.Fill(counts, (byte)1);
        if (sample.Ignored.Count == 0) return counts;
        for (int cell = 0; cell < grid.Count; cell++)
        {
            if (faceByCell.ContainsKey(cell)) continue;
            bool isDoubtful = values[5 * cell] > DoubtfulLogit;
            FaceBox box = isDoubtful ? CellDecoder.BoxOf(grid, cell, values.Slice(5 * cell, 5)) : default;
            foreach (FaceBox zone in sample.Ignored)
            {
                bool liesInside = Contains(zone, grid.CenterX[cell], grid.CenterY[cell])
                    || (isDoubtful && Shared(box, zone) > ShareInZone * box.Width * box.Height);
                if (!liesInside) continue;
                counts[cell] = 0;
                break;
            }
        }
        return counts;
    }

    private static bool Contains(FaceBox zone, float x, float y) =>
        x >= zone.X && y >= zone.Y && x < zone.X + zone.Width && y < zone.Y + zone.Height;

    private static float Shared(FaceBox one, FaceBox other)
    {
        float width = MathF.Min(one.X + one.Width, other.X + other.Width) - MathF.Max(one.X, other.X);
        float height = MathF.Min(one.Y + one.Height, other.Y + other.Height) - MathF.Max(one.Y, other.Y);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
