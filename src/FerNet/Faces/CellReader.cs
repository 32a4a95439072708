namespace FerNet.Faces;

/// <summary>Turns what the cells say into faces.</summary>
internal static class CellReader
{
    /// <summary>The faces of cells that are sure enough, in pixels of the copy.</summary>
    /// <param name="cells">[4, rows, columns], see <see cref="FaceNetwork.Parts"/>.</param>
    /// <param name="rows">Rows of cells.</param>
    /// <param name="columns">Columns of cells.</param>
    /// <param name="threshold">Least confidence, 0 to 1.</param>
    public static IEnumerable<DetectedFace> Read(ArraySegment<float> cells, int rows, int columns, double threshold)
    {
        int area = rows * columns;
        float leastLogit = (float)Logit(threshold);
        for (int at = 0; at < area; at++)
        {
            float logit = cells[at];
            if (logit < leastLogit) continue;
            float x = ((at % columns) * FaceNetwork.Stride) + 0.5f + (cells[area + at] * FaceNetwork.OffsetUnit);
            float y = ((at / columns) * FaceNetwork.Stride) + 0.5f + (cells[(2 * area) + at] * FaceNetwork.OffsetUnit);
            float side = FaceNetwork.SideUnit * MathF.Exp(Math.Clamp(cells[(3 * area) + at], -2, 2));
            yield return new DetectedFace
            {
                Box = new FaceBox(x - (side / 2), y - (side / 2), side, side),
                Confidence = (float)Confidence(logit),
            };
        }
    }

    /// <summary>The logarithm of the odds.</summary>
    public static double Logit(double confidence)
    {
        double inner = Math.Clamp(confidence, 1e-6, 1 - 1e-6);
        return Math.Log(inner / (1 - inner));
    }

    /// <summary>The confidence of these odds, 0 to 1.</summary>
    public static double Confidence(double logit) => 1 / (1 + Math.Exp(-logit));
}
