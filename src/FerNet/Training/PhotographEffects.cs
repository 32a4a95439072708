using System.Numerics.Tensors;

namespace FerNet.Training;

/// <summary>
/// Simulates the effects of lighting, optics, sensor and compression on a photograph, in their physical order. Each effect is applied at
/// random.
/// </summary>
internal static class PhotographEffects
{
    private const float Most = 255;

    /// <summary>Changes a crop [size, size] of gray levels 0 to 255 in place. Effects that are off draw no random numbers.</summary>
    public static void Apply(Span<float> crop, int size, Augmentation changes, ref CounterRandom random)
    {
        if (changes.UnevenLight > 0)
            Light(crop, size, (float)random.NextSymmetric(changes.UnevenLight), (float)random.NextSymmetric(changes.UnevenLight));
        if (Happens(changes.DefocusChance, ref random)) Blur.ApplyDefocus(crop, size, changes.DefocusRadius * random.NextDouble());
        if (Happens(changes.MotionBlurChance, ref random))
            Blur.ApplyMotion(crop, size, changes.MotionBlurLength * random.NextDouble(), Math.PI * random.NextDouble());
        if (Happens(changes.DarkeningChance, ref random))
            TensorPrimitives.Multiply(crop, (float)(0.25 + (0.55 * random.NextDouble())), crop);
        if (changes.Gamma > 0) ApplyGamma(crop, (float)Math.Exp(random.NextSymmetric(changes.Gamma)));
        if (Happens(changes.NoiseChance, ref random)) Noise(crop, changes.NoiseStandardDeviation * random.NextDouble(), ref random);
        if (Happens(changes.ShrinkChance, ref random))
            Downscaling.Apply(crop, size, changes.ShrinkLeast + ((1 - changes.ShrinkLeast) * random.NextDouble()));
        if (Happens(changes.JpegChance, ref random))
        {
            double quality = changes.JpegLeastQuality +
                ((Math.Max(90, changes.JpegLeastQuality) - changes.JpegLeastQuality) * random.NextDouble());
            JpegCompression.Apply(crop, size, quality, random.NextInt(8), random.NextInt(8));
        }
    }

    /// <summary>Multiplies by <c>1 + across * u + down * v</c>, where u and v go from -1 to 1 over the crop.</summary>
    public static void Light(Span<float> crop, int size, float across, float down)
    {
        Span<float> gains = stackalloc float[size], line = stackalloc float[size];
        float middle = (size - 1) / 2f;
        for (int i = 0; i < size; i++) gains[i] = 1 + (across * (i - middle) / middle);
        for (int row = 0; row < size; row++)
        {
            TensorPrimitives.Add(gains, down * (row - middle) / middle, line);
            Span<float> levels = crop.Slice(row * size, size);
            TensorPrimitives.Multiply(levels, line, levels);
        }
        Clamp(crop);
    }

    /// <summary>Gamma correction: <c>255 * (level / 255)^exponent</c>.</summary>
    public static void ApplyGamma(Span<float> crop, float exponent)
    {
        // A lookup table, because computing a power for each pixel would take as long as all other effects.
        Span<float> table = stackalloc float[(int)Most + 2];
        for (int i = 0; i <= Most; i++) table[i] = Most * MathF.Pow(i / Most, exponent);
        table[^1] = Most;
        foreach (ref float level in crop)
        {
            int below = (int)level;
            level = table[below] + ((level - below) * (table[below + 1] - table[below]));
        }
    }

    /// <summary>Adds approximately normal noise: the sum of four uniform 16-bit numbers.</summary>
    public static void Noise(Span<float> crop, double deviation, ref CounterRandom random)
    {
        const double Mean = 2 * 65_535.0;
        float factor = (float)(deviation / Math.Sqrt(4 * (65_536.0 * 65_536.0) / 12));
        foreach (ref float level in crop)
        {
            ulong bits = random.Next();
            double sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
            level += factor * (float)(sum - Mean);
        }
        Clamp(crop);
    }

    internal static void Clamp(Span<float> levels)
    {
        TensorPrimitives.Max(levels, 0f, levels);
        TensorPrimitives.Min(levels, Most, levels);
    }

    private static bool Happens(double chance, ref CounterRandom random) => chance > 0 && random.NextDouble() < chance;
}
