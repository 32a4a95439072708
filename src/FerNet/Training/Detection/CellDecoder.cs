using FerNet.Networks.Detection;

namespace FerNet.Training.Detection;

/// <summary>A detected face: box and landmarks (x and y of five points) in pixels, score 0 to 1.</summary>
internal sealed record FoundFace(FaceBox Box, float Score, float[] Landmarks);

/// <summary>Decodes the values of cells into faces, with greedy non-maximum suppression.</summary>
internal static class CellDecoder
{
    private const float LowestLogit = -3.5f, MostOverlap = 0.45f;
    private const int MostCandidates = 2000;

    /// <param name="grid">The cells.</param>
    /// <param name="values">15 values for each cell.</param>
    /// <returns>Faces in descending order of their scores.</returns>
    public static FoundFace[] Decode(DetectorGrid grid, ReadOnlySpan<float> values)
    {
        const int Size = DetectorFormat.ValuesPerCell;
        List<(float Logit, int Cell)> candidates = [];
        for (int cell = 0; cell < grid.Count; cell++)
        {
            if (values[cell * Size] > LowestLogit) candidates.Add((values[cell * Size], cell));
        }
        candidates.Sort(static (one, other) =>
            one.Logit != other.Logit ? other.Logit.CompareTo(one.Logit) : one.Cell.CompareTo(other.Cell));
        List<FoundFace> found = [];
        foreach ((float logit, int cell) in candidates.Take(MostCandidates))
        {
            ReadOnlySpan<float> value = values.Slice(cell * Size, Size);
            FaceBox box = BoxOf(grid, cell, value);
            if (found.Any(face => face.Box.Overlap(box) > MostOverlap)) continue;
            found.Add(new FoundFace(box, 1 / (1 + MathF.Exp(-logit)), LandmarksOf(grid, cell, value)));
        }
        return [.. found];
    }

    /// <summary>The box of a cell in pixels.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="value">The values of the cell, beginning with logit and box.</param>
    public static FaceBox BoxOf(DetectorGrid grid, int cell, ReadOnlySpan<float> value)
    {
        float stride = grid.Stride[cell];
        float width = MathF.Exp(Math.Clamp(value[3], DetectionLoss.SmallestLog, DetectionLoss.LargestLog)) * stride;
        float height = MathF.Exp(Math.Clamp(value[4], DetectionLoss.SmallestLog, DetectionLoss.LargestLog)) * stride;
        return new FaceBox(grid.CenterX[cell] + (value[1] * stride) - (width / 2), grid.CenterY[cell] +
            (value[2] * stride) - (height / 2), width, height);
    }

    private static float[] LandmarksOf(DetectorGrid grid, int cell, ReadOnlySpan<float> value)
    {
        float[] points = new float[2 * DetectorFormat.LandmarkCount];
        for (int i = 0; i < points.Length; i++)
            points[i] = (i % 2 == 0 ? grid.CenterX[cell] : grid.CenterY[cell]) + (value[5 + i] * grid.Stride[cell]);
        return points;
    }
}
