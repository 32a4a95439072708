namespace FerNet.Training.Detection;

/// <summary>A random change of exposure, contrast, gamma, color cast and saturation, as a lookup table.</summary>
internal sealed class ColorChange
{
    private ColorChange(byte[] table, int saturation) => (Table, Saturation) = (table, saturation);

    /// <summary>The lookup table: 256 values for red, then green, then blue.</summary>
    public byte[] Table { get; }

    /// <summary>Saturation factor in 256ths; 0 gives gray.</summary>
    public int Saturation { get; }

    /// <summary>Draws a change that simulates different cameras, lighting and image processing.</summary>
    /// <param name="random">Source of the random numbers.</param>
    /// <param name="strength">0 for none, 1 for the full range.</param>
    public static ColorChange DrawForPhoto(ref CounterRandom random, double strength)
    {
        double gain = Math.Exp(0.22 * strength * random.NextNormal()), kind = random.NextDouble();
        if (kind < 0.06 * strength) gain *= 0.15 + (0.3 * random.NextDouble());
        else if (kind < 0.09 * strength) gain *= 1.6 + random.NextDouble();
        double contrast = Math.Exp(0.2 * strength * random.NextNormal()), gamma = Math.Exp(0.22 * strength * random.NextNormal()),
            offset = 8 * strength * random.NextNormal();
        double cast = strength * (random.NextDouble() < 0.12 ? 0.25 : 0.06);
        double[] casts = [Math.Exp(cast * random.NextNormal()), Math.Exp(cast * random.NextNormal()), Math.Exp(cast * random.NextNormal())];
        double draw = random.NextDouble(), saturation = 1;
        if (draw < 0.25 * strength) saturation = 0;
        else if (draw < 0.5 * strength) saturation = 0.2 + (1.2 * random.NextDouble());
        byte[] table = new byte[768];
        for (int part = 0; part < 3; part++)
        {
            for (int level = 0; level < 256; level++)
            {
                double value = 255 * Math.Pow(level / 255.0, gamma) * gain * (saturation == 0 ? 1 : casts[part]);
                table[(part * 256) + level] = (byte)Math.Clamp(((value - 128) * contrast) + 128 + offset, 0, 255);
            }
        }
        return new ColorChange(table, (int)(256 * saturation));
    }

    /// <summary>Draws a mapping of the levels to a range between two colors; in half of the cases, between two gray levels.</summary>
    public static ColorChange Tint(ref CounterRandom random)
    {
        bool isColored = random.NextDouble() < 0.5;
        double low = 60 * random.NextDouble(), high = 150 + (105 * random.NextDouble()), gamma = Math.Exp(0.4 * random.NextNormal());
        byte[] table = new byte[768];
        for (int part = 0; part < 3; part++)
        {
            double from = low + (isColored ? random.NextSymmetric(50) : 0), to = high + (isColored ? random.NextSymmetric(90) : 0);
            for (int level = 0; level < 256; level++)
                table[(part * 256) + level] = (byte)Math.Clamp(from + ((to - from) * Math.Pow(level / 255.0, gamma)), 0, 255);
        }
        return new ColorChange(table, 256);
    }
}
