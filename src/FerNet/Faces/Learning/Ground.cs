using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>Pieces of pictures without faces: as the ground of a scene, and as patches upon it.</summary>
internal static class Ground
{
    /// <summary>Fills the scene with a random piece of a picture at a random size, mirrored at random and in changed light; one time in twelve with a plain tone.</summary>
    public static void Draw(Scene scene, PictureLevels picture, ref CounterRandom random)
    {
        float step = Step(ref random), left = Start(picture.Width, scene.Side * step, ref random), top = Start(picture.Height, scene.Side * step, ref random);
        Draw(scene, picture, step, left, top, isPlain: random.Unit() < 0.08, ref random);
    }

    /// <summary>Fills the scene with the surroundings of a place that was taken for a face, at a size of which the network should know better.</summary>
    public static void DrawAround(Scene scene, PictureLevels picture, HardNegative place, ref CounterRandom random)
    {
        double side = FaceNetwork.SmallestSide * Math.Pow(FaceNetwork.LargestSide / FaceNetwork.SmallestSide, random.Unit());
        float step = (float)(place.Side / side);
        float across = scene.Side * (float)(0.15 + (0.7 * random.Unit())), down = scene.Side * (float)(0.15 + (0.7 * random.Unit()));
        Draw(scene, picture, step, place.X - (across * step), place.Y - (down * step), isPlain: false, ref random);
    }

    private static void Draw(Scene scene, PictureLevels picture, float step, float left, float top, bool isPlain, ref CounterRandom random)
    {
        Light light = new(ref random);
        bool isMirrored = random.Unit() < 0.5;
        float tone = (float)(255 * random.Unit()), half = scene.Side / 2f;
        int level = PictureLevels.LevelOf(step);
        for (int row = 0; row < scene.Side; row++)
        {
            for (int column = 0; column < scene.Side; column++)
            {
                int across = isMirrored ? scene.Side - 1 - column : column;
                float grey = isPlain ? tone : picture.Sample(level, left + ((across + 0.5f) * step), top + ((row + 0.5f) * step));
                scene.Pixels[(row * scene.Side) + column] = light.On(grey, (column / half) - 1, (row / half) - 1);
            }
        }
    }

    /// <summary>Lays a piece of a picture on the scene under a soft mask.</summary>
    public static void Lay(Scene scene, Placement place, PictureLevels picture, ref CounterRandom random)
    {
        Light light = new(ref random);
        SoftMask mask = new(ref random);
        float step = Step(ref random), half = place.Side * step / 2;
        float middleX = Start(picture.Width, 2 * half, ref random) + half, middleY = Start(picture.Height, 2 * half, ref random) + half;
        int level = PictureLevels.LevelOf(step);
        scene.Lay(place, (x, y) => light.On(picture.Sample(level, middleX + (x * half), middleY + (y * half)), x, y), mask.At);
    }

    /// <summary>Pixels of the picture for one of the scene.</summary>
    private static float Step(ref CounterRandom random) => (float)(0.5 * Math.Pow(8, random.Unit()));

    private static float Start(int size, float taken, ref CounterRandom random) => (float)random.Unit() * Math.Max(0, size - taken);
}
