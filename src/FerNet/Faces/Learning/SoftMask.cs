using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>
/// How strongly each place of a patch covers what lies under it: a rounded shape of random width, roundness and softness, so that no
/// border tells a face from anything else. Places run from -1 to 1 over the patch.
/// </summary>
internal readonly struct SoftMask
{
    private readonly float middleX, middleY, radiusX, radiusY, power, softness;

    public SoftMask(ref CounterRandom random)
    {
        middleX = (float)random.Around(0.06);
        middleY = (float)random.Around(0.08);
        radiusX = (float)(0.78 + (0.25 * random.Unit()));
        radiusY = (float)(0.85 + (0.18 * random.Unit()));
        power = random.Unit() < 0.5 ? 2 : (float)(2 + (8 * random.Unit()));
        softness = (float)(0.04 + (0.35 * random.Unit() * random.Unit()));
    }

    /// <summary>0 (nothing shows) to 1 (covers); the patch's own border never shows.</summary>
    public float At(float x, float y)
    {
        float along = MathF.Abs(x - middleX) / radiusX, down = MathF.Abs(y - middleY) / radiusY;
        float distance = power == 2
            ? MathF.Sqrt((along * along) + (down * down))
            : MathF.Pow(MathF.Pow(along, power) + MathF.Pow(down, power), 1 / power);
        float inside = Math.Clamp((1 - distance) / softness, 0, 1);
        float border = Math.Clamp((1 - MathF.Max(MathF.Abs(x), MathF.Abs(y))) * 16, 0, 1);
        return inside * border * inside * (3 - (2 * inside));
    }
}
