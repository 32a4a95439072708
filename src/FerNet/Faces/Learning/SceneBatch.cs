using TorchSharp;

namespace FerNet.Faces.Learning;

/// <summary>Scenes and what their cells should say, as plain numbers that another thread may prepare.</summary>
/// <param name="Count">Scenes.</param>
/// <param name="Side">Width and height of each in pixels.</param>
/// <param name="Levels">[Count, Side, Side], standardised.</param>
/// <param name="Cells">[Count, 5, cells, cells], see <see cref="CellTargets"/>.</param>
internal sealed record SceneBatch(int Count, int Side, float[] Levels, float[] Cells)
{
    public static SceneBatch Of(SceneMaker maker, long first, int count, int side)
    {
        int area = side * side, cells = FaceNetwork.CellsOf(side) * FaceNetwork.CellsOf(side) * CellTargets.Parts;
        float[] levels = new float[count * area], targets = new float[count * cells];
        for (int i = 0; i < count; i++)
        {
            Scene scene = maker.Make(first + i);
            for (int p = 0; p < area; p++) levels[(i * area) + p] = (scene.Pixels[p] - FaceNetwork.Mean) / FaceNetwork.Deviation;
            CellTargets.Write(scene, targets.AsSpan(i * cells, cells));
        }
        return new SceneBatch(count, side, levels, targets);
    }

    /// <summary>[Count, 1, Side, Side]; the caller disposes it.</summary>
    public torch.Tensor Pixels() => torch.tensor(Levels, [Count, 1, Side, Side]);

    /// <summary>[Count, 5, cells, cells]; the caller disposes it.</summary>
    public torch.Tensor Targets() => torch.tensor(Cells, [Count, CellTargets.Parts, FaceNetwork.CellsOf(Side), FaceNetwork.CellsOf(Side)]);
}
