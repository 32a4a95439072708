using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>A random change of tone over a patch: contrast, brightness, and light that falls from one side.</summary>
internal readonly struct Light
{
    private readonly float contrast, brightness, across, down;

    public Light(ref CounterRandom random, double strength = 1)
    {
        contrast = (float)Math.Exp(random.Around(0.45 * strength));
        brightness = (float)random.Around(40 * strength);
        double slope = random.Unit() < 0.4 ? 45 * strength : 12 * strength;
        across = (float)random.Around(slope);
        down = (float)random.Around(slope);
    }

    /// <summary>The grey level as it looks at a place from -1 to 1 on the patch.</summary>
    public float On(float level, float x, float y) => ((level - 128) * contrast) + 128 + brightness + (across * x) + (down * y);
}
