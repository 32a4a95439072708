namespace FerNet.Faces.Learning;

/// <summary>A drawn picture and where its faces are.</summary>
/// <param name="side">Width and height in pixels.</param>
internal sealed class Scene(int side)
{
    public int Side { get; } = side;

    /// <summary>Grey levels, row by row; they may leave 0 to 255 until the scene is finished.</summary>
    public float[] Pixels { get; } = new float[side * side];

    public List<Placement> Faces { get; } = [];

    /// <summary>Lays a patch over the scene: <paramref name="level"/> answers the grey level at a place from -1 to 1 on the patch, <paramref name="cover"/> how strongly it covers.</summary>
    public void Lay(Placement place, Func<float, float, float> level, Func<float, float, float> cover)
    {
        int left = Math.Max(0, (int)(place.X - place.Reach)), right = Math.Min(Side - 1, (int)(place.X + place.Reach));
        int top = Math.Max(0, (int)(place.Y - place.Reach)), bottom = Math.Min(Side - 1, (int)(place.Y + place.Reach));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                (float x, float y) = place.OnPatch(column + 0.5f, row + 0.5f);
                if (MathF.Abs(x) >= 1 || MathF.Abs(y) >= 1) continue;
                float share = cover(x, y);
                if (share <= 0) continue;
                ref float pixel = ref Pixels[(row * Side) + column];
                pixel += share * (level(x, y) - pixel);
            }
        }
    }
}
