using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>
/// A head turned to one side: the crop of a face that looks straight ahead is laid on a ball and the ball is turned. What comes into sight
/// behind the ear is the crop's last column drawn out. Crops show few profiles, photographs many. Places run from -1 to 1 over the patch.
/// </summary>
internal readonly struct FaceTurn
{
    /// <summary>Half the width of the ball.</summary>
    private const float Radius = 0.85f;

    /// <summary>From this angle in radians on the far cheek's outline and the nose stand before the background; turned less, the soft mask is outline enough.</summary>
    private const float OutlineFrom = 0.4f;

    private readonly float angle, shift, nose, brow, chin, sharpness;

    /// <param name="angle">How far the head is turned, in radians: 0 (straight ahead) to less than a right angle.</param>
    /// <param name="random">The outline of nose, brow and chin.</param>
    public FaceTurn(float angle, ref CounterRandom random)
    {
        this.angle = angle;
        // What is left of the face lies in the middle of the patch, as in every crop.
        shift = Radius * (MathF.Cos(angle) - 1) / 2;
        nose = (float)(0.1 + (0.12 * random.Unit())) * MathF.Sin(angle);
        brow = (float)(0.1 + (0.25 * random.Unit()));
        chin = (float)(0.1 + (0.4 * random.Unit()));
        sharpness = (float)(6 + (18 * random.Unit()));
    }

    /// <summary>Half of the faces look straight ahead, a quarter half to the side, the others are profiles.</summary>
    public static FaceTurn Draw(ref CounterRandom random)
    {
        double kind = random.Unit();
        double degrees = kind < 0.5 ? 0 : kind < 0.75 ? 15 + (30 * random.Unit()) : 45 + (40 * random.Unit());
        return new FaceTurn((float)(degrees * Math.PI / 180), ref random);
    }

    public bool IsTurned => angle > 0;

    /// <summary>The place on the crop that shows at a place of the patch, in the same row.</summary>
    public float Source(float x)
    {
        if (!IsTurned) return x;
        float seen = MathF.Asin(Math.Clamp((x + shift) / Radius, -1, 1)) + angle;
        return Radius * MathF.Sin(Math.Clamp(seen, -MathF.PI / 2, MathF.PI / 2));
    }

    /// <summary>How much of the face shows at a place: nothing beyond the far cheek and the nose.</summary>
    public float Cover(float x, float y)
    {
        if (angle < OutlineFrom) return 1;
        float down = (y - 0.1f) / 0.14f;
        float outline = -Radius - (nose * MathF.Exp(-down * down)) + (brow * MathF.Max(0, -y - 0.35f)) + (chin * MathF.Max(0, y - 0.55f));
        return Math.Clamp(((x + shift - outline) * sharpness) + 0.5f, 0, 1);
    }
}
