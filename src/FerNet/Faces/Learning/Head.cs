using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>What surrounds faces in photographs and is missing from their crops: hair around them, shoulders below.</summary>
internal static class Head
{
    public static void Draw(Scene scene, Placement face, PictureLevels cloth, ref CounterRandom random)
    {
        if (random.Unit() < 0.5) DrawShoulders(scene, face, cloth, ref random);
        if (random.Unit() < 0.5) DrawHair(scene, face, ref random);
    }

    private static void DrawShoulders(Scene scene, Placement face, PictureLevels cloth, ref CounterRandom random)
    {
        Light light = new(ref random);
        bool isPlain = random.Unit() < 0.4;
        float tone = (float)(255 * random.Unit()), width = (float)(0.5 + (0.4 * random.Unit())), neck = (float)(-0.75 + (0.25 * random.Unit()));
        float startX = (float)random.Unit() * cloth.Width, startY = (float)random.Unit() * cloth.Height;
        Placement body = new(face.X + ((float)random.Around(0.2) * face.Side), face.Y + (1.35f * face.Side), 2.6f * face.Side, face.Roll / 3, false);
        scene.Lay(
            body,
            (x, y) => light.On(isPlain ? tone : cloth.Sample(0, startX + (20 * x), startY + (20 * y)), x, y),
            (x, y) => Math.Clamp((width - MathF.Abs(x)) * 12, 0, 1) * Math.Clamp((y - neck - (0.35f * x * x)) * 12, 0, 1));
    }

    private static void DrawHair(Scene scene, Placement face, ref CounterRandom random)
    {
        float tone = (float)(random.Unit() < 0.7 ? 70 * random.Unit() : 220 * random.Unit()), sheen = (float)random.Around(30), strands = (float)(random.Unit() * 12);
        float lower = (float)(0.2 + (0.8 * random.Unit())), frequency = (float)(8 + (30 * random.Unit()));
        Placement hair = face with { X = face.X + ((float)random.Around(0.06) * face.Side), Y = face.Y - (0.12f * face.Side), Side = face.Side * (float)(1.3 + (0.5 * random.Unit())) };
        float softness = (float)(0.1 + (0.3 * random.Unit()));
        scene.Lay(
            hair,
            (x, y) => tone + (sheen * y) + (strands * MathF.Sin(frequency * (x + (0.3f * y)))),
            (x, y) => Math.Clamp((0.95f - MathF.Sqrt((x * x * 1.15f) + (y * y))) / softness, 0, 1) * Math.Clamp((lower - y) * 6, 0, 1));
    }
}
