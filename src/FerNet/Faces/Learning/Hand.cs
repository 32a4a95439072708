using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>A hand that hangs, holds or points, at times with a cuff and a sleeve: what is taken for a face most often in pictures of people.</summary>
internal sealed class Hand
{
    private const int Fingers = 4;

    /// <summary>Lengths are in halves of the patch's side, the wrist at the top.</summary>
    private readonly Bone[] bones = new Bone[Fingers + 3];
    private readonly float softness, depth, foldWidth, thickness, wrist;

    private Hand(ref CounterRandom random)
    {
        softness = (float)(0.04 + (0.08 * random.Unit()));
        depth = (float)(25 + (70 * random.Unit()));
        foldWidth = (float)(0.03 + (0.04 * random.Unit()));
        thickness = (float)random.Unit();
        // From a fist to stretched fingers, close together or apart.
        float length = (float)(random.Unit() < 0.65 ? 0.03 + (0.27 * random.Unit()) : 0.3 + (0.3 * random.Unit())), spread = (float)(random.Unit() < 0.6 ? 0.08 * random.Unit() : 0.35 * random.Unit()), lean = (float)random.Around(0.5);
        for (int finger = 0; finger < Fingers; finger++)
        {
            float fromX = -0.3f + (0.2f * finger), turn = lean + (spread * (finger - 1.5f)), reach = length * (float)(0.8 + (0.35 * random.Unit()));
            bones[finger] = new Bone(fromX, 0.14f, fromX + (reach * MathF.Sin(turn)), 0.14f + (reach * MathF.Cos(turn)), (float)(0.11 + (0.04 * random.Unit())));
        }
        float away = (float)(-0.2 + (1.1 * random.Unit())), thumb = (float)(0.3 + (0.25 * random.Unit()));
        bones[Fingers] = new Bone(0.28f, -0.16f, 0.28f + (thumb * MathF.Sin(away)), -0.16f + (thumb * MathF.Cos(away)), 0.12f);
        bones[Fingers + 1] = new Bone(-0.12f, -0.1f, 0.12f, -0.02f, (float)(0.28 + (0.08 * random.Unit())));
        bones[Fingers + 2] = new Bone(0, -1.2f, 0, -0.1f, (float)(0.2 + (0.08 * random.Unit())));
        wrist = (float)(-0.75 + (0.5 * random.Unit()));
    }

    /// <summary>Lays a hand in the tones of a face, and a sleeve behind it.</summary>
    public static void Lay(Scene scene, Placement place, ReadOnlySpan<byte> face, PictureLevels cloth, ref CounterRandom random)
    {
        byte[] skin = FacePiece.WithoutFeatures(face);
        Hand hand = new(ref random);
        Light light = new(ref random, strength: 0.8);
        bool hasSleeve = hand.LaySleeve(scene, place, cloth, ref random);
        scene.Lay(
            place,
            (x, y) => light.On(FaceWarp.Sample(skin, ((x + 1) * 24) - 0.5f, ((y + 1) * 24) - 0.5f) - hand.Shade(x, y), x, y),
            (x, y) => hand.Cover(x, y) * (hasSleeve ? Math.Clamp((y - hand.wrist) * 20, 0, 1) : 1));
        if (random.Unit() < 0.6) hand.LayCuff(scene, place, ref random);
    }

    private bool LaySleeve(Scene scene, Placement place, PictureLevels cloth, ref CounterRandom random)
    {
        double kind = random.Unit();
        if (kind < 0.25) return false;
        bool isPlain = random.Unit() < 0.6;
        float tone = (float)(random.Unit() < 0.7 ? 70 * random.Unit() : 255 * random.Unit()), startX = (float)random.Unit() * cloth.Width, startY = (float)random.Unit() * cloth.Height;
        // Half of the time the body hangs behind the hand as well.
        float width = (float)(0.35 + (0.3 * random.Unit())), end = kind < 0.65 ? 3 : wrist, shift = kind < 0.65 ? (float)random.Around(0.7) : 0;
        Placement body = place with { Side = place.Side * 1.5f };
        scene.Lay(
            body,
            (x, y) => isPlain ? tone + (15 * x) : cloth.Sample(0, startX + (15 * x), startY + (15 * y)),
            (x, y) => Math.Clamp(((end > 1 ? 2.2f * width : width) - MathF.Abs((1.5f * x) - shift)) * 12, 0, 1) * Math.Clamp((end - (1.5f * y)) * 12, 0, 1));
        return true;
    }

    private void LayCuff(Scene scene, Placement place, ref CounterRandom random)
    {
        float tone = (float)(random.Unit() < 0.8 ? 190 + (65 * random.Unit()) : 200 * random.Unit()), top = wrist + (float)random.Around(0.05), height = (float)(0.08 + (0.17 * random.Unit())), slope = (float)random.Around(0.2), width = (float)(0.28 + (0.14 * random.Unit()));
        scene.Lay(
            place,
            (x, y) => tone - (30 * x * x),
            (x, y) => Math.Clamp((width - MathF.Abs(x)) * 25, 0, 1) * Math.Clamp(((height / 2) - MathF.Abs(y - top - (slope * x))) * 25, 0, 1));
    }

    /// <summary>1 within the hand, 0 outside.</summary>
    private float Cover(float x, float y)
    {
        float nearest = float.MaxValue;
        foreach (Bone bone in bones) nearest = MathF.Min(nearest, bone.Distance(x, y));
        return Math.Clamp(-nearest / softness, 0, 1) * Math.Clamp((1 - MathF.Max(MathF.Abs(x), MathF.Abs(y))) * 16, 0, 1);
    }

    /// <summary>How much darker a place is than plain skin: between two fingers, and where the hand rounds away from the light.</summary>
    private float Shade(float x, float y)
    {
        float nearest = float.MaxValue, second = float.MaxValue;
        for (int i = 0; i <= Fingers; i++)
        {
            float distance = bones[i].Distance(x, y);
            if (distance < nearest) (nearest, second) = (distance, nearest);
            else if (distance < second) second = distance;
        }
        // Folds end where the palm begins.
        float gap = (second - nearest) / foldWidth, within = Math.Clamp((y + 0.1f) * 5, 0, 1);
        float edge = Math.Clamp(1 + (nearest / 0.12f), 0, 1);
        return within * depth * ((MathF.Exp(-gap * gap) * Math.Clamp(-second * 10, 0, 1)) + (0.6f * thickness * edge * Math.Clamp(y * 3, 0, 1)));
    }

    /// <summary>A rounded bar from one place to another.</summary>
    private readonly record struct Bone(float FromX, float FromY, float ToX, float ToY, float Radius)
    {
        /// <summary>How far a place lies outside, below 0 within.</summary>
        public float Distance(float x, float y)
        {
            float alongX = ToX - FromX, alongY = ToY - FromY, length = (alongX * alongX) + (alongY * alongY);
            float share = length == 0 ? 0 : Math.Clamp((((x - FromX) * alongX) + ((y - FromY) * alongY)) / length, 0, 1);
            float awayX = x - FromX - (share * alongX), awayY = y - FromY - (share * alongY);
            return MathF.Sqrt((awayX * awayX) + (awayY * awayY)) - Radius;
        }
    }
}
