using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>What a camera does to a whole scene: contrast, blur, noise, and grey levels from 0 to 255.</summary>
internal static class Finish
{
    public static void Apply(Scene scene, ref CounterRandom random)
    {
        // Once for a soft lens, several times for a face out of focus.
        if (random.Unit() < 0.4)
        {
            float share = (float)(0.25 * random.Unit());
            for (int times = random.Unit() < 0.35 ? 1 + random.Below(5) : 1; times > 0; times--) Blur(scene, share);
        }
        bool isDim = random.Unit() < 0.12;
        float contrast = isDim ? (float)(0.2 + (0.4 * random.Unit())) : (float)Math.Exp(random.Around(0.35)), brightness = isDim ? (float)random.Around(80) : (float)random.Around(30);
        float dots = random.Unit() < 0.06 ? (float)(50 * random.Unit()) : 0, pitch = (float)(1.2 + (1.5 * random.Unit()));
        float noise = random.Unit() < 0.4 ? (float)(9 * random.Unit()) : 0;
        for (int i = 0; i < scene.Pixels.Length; i++)
        {
            float level = ((scene.Pixels[i] - 128) * contrast) + 128 + brightness;
            // The sum of three even numbers is close enough to a bell.
            // The screen of a printed picture.
            if (dots > 0) level += dots * MathF.Cos(pitch * (i % scene.Side)) * MathF.Cos(pitch * (i / scene.Side));
            if (noise > 0) level += noise * (float)(random.Around(1) + random.Around(1) + random.Around(1));
            scene.Pixels[i] = Math.Clamp(level, 0, 255);
        }
    }

    /// <summary>Smooths both ways by [a, 1 - 2a, a].</summary>
    private static void Blur(Scene scene, float share)
    {
        int side = scene.Side;
        Span<float> line = new float[side];
        for (int pass = 0; pass < 2; pass++)
        {
            int along = pass == 0 ? 1 : side, across = pass == 0 ? side : 1;
            for (int start = 0; start < side; start++)
            {
                for (int i = 0; i < side; i++) line[i] = scene.Pixels[(start * across) + (i * along)];
                for (int i = 0; i < side; i++)
                {
                    scene.Pixels[(start * across) + (i * along)] = line[i] + (share * (line[Math.Max(0, i - 1)] + line[Math.Min(side - 1, i + 1)] - (2 * line[i])));
                }
            }
        }
    }
}
