using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>Round and striped things that look a little like faces from afar: wheels, flowers, emblems, hands with their fingers, and ears.</summary>
internal static class Ornament
{
    /// <summary>Lays rings and petals around a middle.</summary>
    public static void LayRings(Scene scene, Placement place, ref CounterRandom random)
    {
        SoftMask mask = new(ref random);
        float tone = (float)(40 + (180 * random.Unit())), petals = 2 + random.Below(9), rings = (float)(1 + (5 * random.Unit())), turned = (float)random.Around(Math.PI);
        float petalHeight = random.Unit() < 0.6 ? (float)random.Around(70) : 0, ringHeight = (float)random.Around(90), sharpness = (float)(1 + (4 * random.Unit()));
        scene.Lay(
            place,
            (x, y) =>
            {
                float distance = MathF.Sqrt((x * x) + (y * y)), angle = MathF.Atan2(y, x) + turned;
                return tone + (petalHeight * distance * Wave(petals * angle, sharpness)) + (ringHeight * Wave(rings * MathF.PI * distance, sharpness));
            },
            mask.At);
    }

    /// <summary>Lays skin with dark folds, as between the fingers of a hand.</summary>
    public static void LayFingers(Scene scene, Placement place, ReadOnlySpan<byte> face, ref CounterRandom random)
    {
        byte[] skin = FacePiece.WithoutFeatures(face);
        SoftMask mask = new(ref random);
        Light light = new(ref random, strength: 0.8);
        float fingers = 2 + random.Below(4), depth = (float)(25 + (60 * random.Unit())), bend = (float)random.Around(0.6), from = (float)random.Around(0.5);
        scene.Lay(
            place,
            (x, y) =>
            {
                float level = FaceWarp.Sample(skin, ((x + 1) * 24) - 0.5f, ((y + 1) * 24) - 0.5f);
                float fold = MathF.Pow(MathF.Abs(MathF.Cos(fingers * 0.5f * MathF.PI * (x + (bend * y * y)))), 12);
                return light.On(level - (depth * fold * Math.Clamp((y - from) * 4, 0, 1)), x, y);
            },
            mask.At);
    }

    /// <summary>Lays an ear on skin: a bright rim, a groove, a ridge, a dark hollow in front, and at times hair behind and above it.</summary>
    public static void LayEar(Scene scene, Placement place, ReadOnlySpan<byte> face, ref CounterRandom random)
    {
        byte[] skin = FacePiece.WithoutFeatures(face);
        SoftMask mask = new(ref random);
        Light light = new(ref random, strength: 0.8);
        float width = (float)(0.36 + (0.25 * random.Unit())), height = (float)(0.6 + (0.25 * random.Unit())), depth = (float)(20 + (45 * random.Unit())), lean = (float)random.Around(0.25);
        float hollowX = (float)(-0.25 + (0.2 * random.Unit())), hollowY = (float)random.Around(0.25), hollow = (float)(0.2 + (0.2 * random.Unit()));
        float hair = random.Unit() < 0.6 ? (float)(0.1 + (0.5 * random.Unit())) : 9, tone = (float)(90 * random.Unit());
        scene.Lay(
            place,
            (x, y) =>
            {
                float level = FaceWarp.Sample(skin, ((x + 1) * 24) - 0.5f, ((y + 1) * 24) - 0.5f);
                float across = (x - (lean * y)) / width, down = y / height, distance = MathF.Sqrt((across * across) + (down * down));
                // Behind and above the ear, where it does not cover it.
                if (distance > 1.05f && x - (0.5f * y) > hair) return light.On(tone, x, y);
                float intoHollow = MathF.Sqrt(((across - hollowX) * (across - hollowX)) + ((down - hollowY) * (down - hollowY))) / hollow;
                float folds = Math.Clamp(1.15f - distance, 0, 0.3f) / 0.3f * MathF.Cos(MathF.PI * 4.5f * (distance - 0.85f)) * Math.Clamp((1.2f * across) + 0.7f, 0, 1) * Math.Clamp(1.3f - down, 0, 1);
                return light.On(level + (depth * folds) - (1.5f * depth * MathF.Exp(-intoHollow * intoHollow)), x, y);
            },
            mask.At);
    }

    /// <summary>A wave from -1 to 1 whose slopes grow steeper with its sharpness.</summary>
    private static float Wave(float phase, float sharpness) => MathF.Tanh(sharpness * MathF.Cos(phase)) / MathF.Tanh(sharpness);
}
