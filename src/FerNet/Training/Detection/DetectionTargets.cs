using FerNet.Networks.Detection;

namespace FerNet.Training.Detection;

/// <summary>The targets of the cells of a batch, in arrays.</summary>
/// <param name="Cells">Indices of the cells that are assigned to a face, over the whole batch [p].</param>
/// <param name="Numbers">For each of these cells: box (center relative to the cell's center, and size), landmarks (relative to the cell's
/// center), weight of the landmarks, size of the face; lengths in strides [p, 16].</param>
/// <param name="Counts">1 for each cell that contributes to the score loss, 0 for the others [N * A].</param>
internal sealed record DetectionTargets(long[] Cells, float[] Numbers, byte[] Counts)
{
    public const int Columns = 16;

    /// <summary>Landmarks of faces below this size in pixels are marked less precisely, so their weight decreases with the size.</summary>
    private const float FullWeightSize = 32;

    /// <summary>Assigns the faces of a batch to cells, in parallel over the images.</summary>
    /// <param name="grid">The cells of one input.</param>
    /// <param name="samples">The annotations of the inputs.</param>
    /// <param name="values">Logit and box of every cell in the network's current output [N, A, 5].</param>
    public static DetectionTargets Create(DetectorGrid grid, DetectionSample[] samples, float[] values)
    {
        LabelAssignment[] assignments = new LabelAssignment[samples.Length];
        Parallel.For(0, samples.Length, i =>
            assignments[i] = LabelAssigner.Assign(grid, samples[i], values.AsSpan(i * grid.Count * 5, grid.Count * 5)));
        int count = assignments.Sum(assignment => assignment.Cells.Count), at = 0;
        DetectionTargets targets = new(new long[count], new float[count * Columns], new byte[samples.Length * grid.Count]);
        for (int i = 0; i < samples.Length; i++)
        {
            assignments[i].Counts.CopyTo(targets.Counts, i * grid.Count);
            foreach ((int cell, int face) in assignments[i].Cells.Zip(assignments[i].Faces))
            {
                targets.Cells[at] = ((long)i * grid.Count) + cell;
                Fill(targets.Numbers.AsSpan(at++ * Columns, Columns), grid, cell, samples[i].Faces[face]);
            }
        }
        return targets;
    }

    private static void Fill(Span<float> row, DetectorGrid grid, int cell, SampleFace face)
    {
        float stride = grid.Stride[cell], x = grid.CenterX[cell], y = grid.CenterY[cell];
        row[0] = (face.Box.X + (face.Box.Width / 2) - x) / stride;
        row[1] = (face.Box.Y + (face.Box.Height / 2) - y) / stride;
        row[2] = face.Box.Width / stride;
        row[3] = face.Box.Height / stride;
        for (int point = 0; point < DetectorFormat.LandmarkCount && face.Landmarks is not null; point++)
        {
            row[4 + (2 * point)] = (face.Landmarks[2 * point] - x) / stride;
            row[5 + (2 * point)] = (face.Landmarks[(2 * point) + 1] - y) / stride;
        }
        float size = TrainingPhoto.SizeOf(face.Box);
        row[14] = face.Landmarks is null ? 0 : Math.Min(1, size / FullWeightSize);
        row[15] = size / stride;
    }
}
