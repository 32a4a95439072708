namespace FerNet.Faces.Learning;

/// <summary>What every cell of a scene should say.</summary>
internal static class CellTargets
{
    /// <summary>In order: 1 for a face and 0 for none; the weight of that answer; offset right, offset down, logarithm of the side.</summary>
    public const int Parts = 5;

    private const float SmallestIgnored = 19, LargestIgnored = 86;

    /// <summary>Writes [<see cref="Parts"/>, cells, cells] for one scene.</summary>
    public static void Write(Scene scene, Span<float> targets)
    {
        int cells = FaceNetwork.CellsOf(scene.Side), area = cells * cells;
        targets[..area].Clear();
        targets.Slice(area, area).Fill(1);
        targets[(2 * area)..].Clear();
        foreach (Placement face in scene.Faces)
        {
            bool isKnown = face.Side is >= FaceNetwork.SmallestSide and <= FaceNetwork.LargestSide;
            // Faces a little too small or too large may be found or not; those far off belong to other copies of the picture.
            if (!isKnown && face.Side is < SmallestIgnored or > LargestIgnored) continue;
            int nearestX = Nearest(face.X, cells), nearestY = Nearest(face.Y, cells);
            for (int row = 0; row < cells; row++)
            {
                for (int column = 0; column < cells; column++)
                {
                    float right = face.X - Middle(column), down = face.Y - Middle(row);
                    float distance = MathF.Max(MathF.Abs(right), MathF.Abs(down)) / face.Side;
                    int at = (row * cells) + column;
                    if (isKnown && (distance <= 0.17f || (row == nearestY && column == nearestX && distance <= 0.35f)))
                    {
                        targets[at] = targets[area + at] = 1;
                        targets[(2 * area) + at] = right / FaceNetwork.OffsetUnit;
                        targets[(3 * area) + at] = down / FaceNetwork.OffsetUnit;
                        targets[(4 * area) + at] = MathF.Log(face.Side / FaceNetwork.SideUnit);
                    }
                    else if (distance <= 0.33f && targets[at] == 0)
                    {
                        targets[area + at] = 0;
                    }
                }
            }
        }
    }

    /// <summary>The place, in pixels, that a cell stands for: three strides of 2 keep the first pixel's middle.</summary>
    public static float Middle(int cell) => (cell * FaceNetwork.Stride) + 0.5f;

    private static int Nearest(float place, int cells) => Math.Clamp((int)MathF.Round((place - 0.5f) / FaceNetwork.Stride), 0, cells - 1);
}
