using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>Draws scenes to learn from: a piece of a background, things that are no faces, and faces, all laid on with the same soft masks.</summary>
/// <remarks>A scene depends on the seed and its number alone, so that a resumed training sees the same ones.</remarks>
internal sealed class SceneMaker(FerDataset faces, IReadOnlyList<PictureLevels> backgrounds, int side, int seed)
{
    /// <summary>Grows whenever scenes are drawn otherwise, so that no training goes on with scenes it did not begin with.</summary>
    public const int Version = 3;

    /// <summary>Share of the scenes that show such a place.</summary>
    private const double HardShare = 0.35;

    private static readonly FaceBox Whole = new(-1, -1, 2, 2);

    /// <summary>Places in the backgrounds that were taken for faces; none at first. Not to be changed while scenes are drawn.</summary>
    public IReadOnlyList<HardNegative> Hard { get; set; } = [];

    public Scene Make(long number)
    {
        CounterRandom random = new(seed, number, -11);
        Scene scene = new(side);
        bool isHard = Hard.Count > 0 && random.Unit() < HardShare;
        if (isHard)
        {
            HardNegative place = Any(Hard, ref random);
            Ground.DrawAround(scene, backgrounds[place.Background], place, ref random);
        }
        else
        {
            Ground.Draw(scene, Any(backgrounds, ref random), ref random);
        }
        for (int count = isHard ? 0 : Count(ref random, 0.35, 0.35, 0.2); count > 0; count--) LayDistractor(scene, ref random);
        for (int count = Count(ref random, 0.22, 0.5, 0.2); count > 0; count--) AddFace(scene, ref random);
        // All heads before all faces: nobody's hair covers a neighbour's face.
        foreach (Placement place in scene.Faces) Head.Draw(scene, place, Any(backgrounds, ref random), ref random);
        foreach (Placement place in scene.Faces)
        {
            FaceTurn turn = FaceTurn.Draw(ref random);
            Placement narrowed = place with { Aspect = !turn.IsTurned && random.Unit() < 0.4 ? (float)(0.65 + (0.35 * random.Unit())) : 1 };
            FacePiece.Lay(scene, narrowed, faces.Pixels(random.Below(faces.Count)), Whole, ref random, turn);
            if (random.Unit() < 0.33) Cover.Draw(scene, place, Any(backgrounds, ref random), ref random);
        }
        Finish.Apply(scene, ref random);
        return scene;
    }

    private static void AddFace(Scene scene, ref CounterRandom random)
    {
        Placement place = Place(scene, (float)Between(ref random, 22, 76), Roll(ref random), ref random);
        // A face that lies on another would hide it, and nobody could say which of the two a cell means.
        if (scene.Faces.Any(other => Math.Max(Math.Abs(other.X - place.X), Math.Abs(other.Y - place.Y)) < 0.5f * (other.Side + place.Side))) return;
        scene.Faces.Add(place);
    }

    private void LayDistractor(Scene scene, ref CounterRandom random)
    {
        double kind = random.Unit();
        Placement place = Place(scene, (float)Between(ref random, 16, 90), (float)random.Around(Math.PI), ref random);
        if (kind < 0.22)
        {
            Ground.Lay(scene, place, Any(backgrounds, ref random), ref random);
            return;
        }
        if (kind < 0.36)
        {
            // A wheel is seldom seen from straight ahead.
            Ornament.LayRings(scene, place with { Aspect = random.Unit() < 0.5 ? (float)(0.5 + (0.5 * random.Unit())) : 1 }, ref random);
            return;
        }
        ReadOnlySpan<byte> face = faces.Pixels(random.Below(faces.Count));
        if (kind < 0.4)
        {
            Ornament.LayFingers(scene, place, face, ref random);
            return;
        }
        if (kind < 0.52)
        {
            // Many are seen from the side of the thumb.
            Hand.Lay(scene, place with { Aspect = (float)(0.55 + (0.45 * random.Unit())) }, face, Any(backgrounds, ref random), ref random);
            return;
        }
        if (kind < 0.61)
        {
            Placement ear = place with { Roll = Roll(ref random) };
            if (random.Unit() < 0.5) Head.Draw(scene, ear, Any(backgrounds, ref random), ref random);
            Ornament.LayEar(scene, ear, face, ref random);
            return;
        }
        if (kind < 0.69)
        {
            // Skin without features, at times with hair and shoulders: hands, arms, and heads seen from behind.
            if (random.Unit() < 0.5) Head.Draw(scene, place with { Roll = Roll(ref random) }, Any(backgrounds, ref random), ref random);
            FacePiece.Lay(scene, place, FacePiece.WithoutFeatures(face), Whole, ref random);
            return;
        }
        if (kind < 0.92)
        {
            // A piece of a face, from a fifth to a half of its side, looks like skin, an eye or a mouth: no face.
            float size = (float)(0.4 + (0.6 * random.Unit()));
            FacePiece.Lay(scene, place with { Roll = Roll(ref random) }, face, new FaceBox((float)random.Around(1 - (size / 2)) - (size / 2), (float)random.Around(1 - (size / 2)) - (size / 2), size, size), ref random);
            return;
        }
        // A face that fills the scene belongs to a smaller copy of the picture.
        FacePiece.Lay(scene, place with { Side = (float)Between(ref random, 130, 300), Roll = Roll(ref random) }, face, Whole, ref random);
    }

    private static Placement Place(Scene scene, float size, float roll, ref CounterRandom random)
    {
        // The middle stays within the scene, so that at least a quarter of a face shows.
        float x = (float)random.Unit() * scene.Side, y = (float)random.Unit() * scene.Side;
        return new Placement(x, y, size, roll, random.Unit() < 0.5);
    }

    private static float Roll(ref CounterRandom random) =>
        (float)((random.Unit() < 0.6 ? 9 * random.Normal() : random.Around(35)) * Math.PI / 180);

    /// <summary>Evenly over the logarithm, so that doubling the size is as likely everywhere.</summary>
    private static double Between(ref CounterRandom random, double least, double most) => least * Math.Pow(most / least, random.Unit());

    private static int Count(ref CounterRandom random, double none, double one, double two)
    {
        double drawn = random.Unit();
        return drawn < none ? 0 : drawn < none + one ? 1 : drawn < none + one + two ? 2 : 3;
    }

    private static T Any<T>(IReadOnlyList<T> list, ref CounterRandom random) => list[random.Below(list.Count)];
}
