using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>Things that hide a part of a face: dark glasses, a cap, something held in front of one side.</summary>
internal static class Cover
{
    public static void Draw(Scene scene, Placement face, PictureLevels cloth, ref CounterRandom random)
    {
        double kind = random.Unit();
        float tone = (float)(random.Unit() < 0.6 ? 60 * random.Unit() : 255 * random.Unit());
        if (kind < 0.4)
        {
            float height = (float)random.Around(0.06) - 0.22f, apart = (float)(0.26 + (0.1 * random.Unit())), size = (float)(0.17 + (0.1 * random.Unit()));
            scene.Lay(face, (x, y) => tone + (20 * y), (x, y) =>
            {
                float lens = MathF.Sqrt(((MathF.Abs(x) - apart) * (MathF.Abs(x) - apart)) + ((y - height) * (y - height) * 1.6f));
                float bridge = MathF.Max(MathF.Abs(y - height + 0.04f) * 6, MathF.Abs(x) - 0.6f);
                return Math.Clamp((size - MathF.Min(lens, bridge)) * 20, 0, 1) * 0.9f;
            });
            return;
        }
        float startX = (float)random.Unit() * cloth.Width, startY = (float)random.Unit() * cloth.Height;
        bool isPlain = random.Unit() < 0.5;
        if (kind < 0.75)
        {
            float edge = (float)(-0.75 + (0.4 * random.Unit())), slope = (float)random.Around(0.15);
            Placement cap = face with { Y = face.Y - (0.08f * face.Side), Side = face.Side * 1.15f };
            scene.Lay(
                cap,
                (x, y) => isPlain ? tone + (25 * x) : cloth.Sample(0, startX + (12 * x), startY + (12 * y)),
                (x, y) => Math.Clamp((edge + (slope * x) - y) * 15, 0, 1) * Math.Clamp((0.95f - MathF.Sqrt((x * x) + (0.7f * y * y))) * 12, 0, 1));
            return;
        }
        // At most two fifths of one side or of the chin are hidden.
        double side = random.Unit();
        float reach = (float)(0.2 + (0.45 * random.Unit()));
        scene.Lay(
            face with { Side = face.Side * 1.1f },
            (x, y) => isPlain ? tone + (25 * y) : cloth.Sample(0, startX + (15 * x), startY + (15 * y)),
            (x, y) => Math.Clamp(((side < 0.33 ? x : side < 0.66 ? -x : y) - reach) * 15, 0, 1));
    }
}
