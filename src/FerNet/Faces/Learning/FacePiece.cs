using FerNet.Pictures;
using FerNet.Training;

namespace FerNet.Faces.Learning;

/// <summary>Lays a face, or a piece of one, on a scene.</summary>
internal static class FacePiece
{
    /// <summary>The face smoothed so far that only its tone is left.</summary>
    public static byte[] WithoutFeatures(ReadOnlySpan<byte> face)
    {
        const int Coarse = 5;
        byte[] few = new byte[Coarse * Coarse], smooth = new byte[FacePatch.PixelCount];
        AreaResize.Resize(new GreyPicture(FacePatch.Size, FacePatch.Size, face.ToArray()), new FaceBox(0, 0, FacePatch.Size, FacePatch.Size), few, Coarse, Coarse);
        AreaResize.Resize(new GreyPicture(Coarse, Coarse, few), new FaceBox(0, 0, Coarse, Coarse), smooth, FacePatch.Size, FacePatch.Size);
        return smooth;
    }

    /// <summary>Lays the piece on the scene.</summary>
    /// <param name="scene">Takes the piece.</param>
    /// <param name="place">Where the piece lies.</param>
    /// <param name="face">48 x 48 grey levels.</param>
    /// <param name="piece">Which part of the face, from -1 to 1 in both directions.</param>
    /// <param name="random">Light, sharpness and mask.</param>
    /// <param name="turn">How far the head is turned; by default not at all.</param>
    public static void Lay(Scene scene, Placement place, ReadOnlySpan<byte> face, FaceBox piece, ref CounterRandom random, FaceTurn turn = default)
    {
        byte[] levels = new byte[FacePatch.PixelCount];
        // Made smaller, a face would flicker unless it was smoothed before.
        bool shrinks = place.Side / piece.Width < 20;
        Sharpness.Change(face, levels, (float)(shrinks ? 0.1 + (0.15 * random.Unit()) : -0.1 + (0.35 * random.Unit())));
        Light light = new(ref random, strength: 0.8);
        SoftMask mask = new(ref random);
        const float Half = FacePatch.Size / 2f;
        float left = piece.X, top = piece.Y, width = piece.Width / 2, height = piece.Height / 2;
        scene.Lay(
            place,
            (x, y) => light.On(FaceWarp.Sample(levels, ((left + ((turn.Source(x) + 1) * width) + 1) * Half) - 0.5f, ((top + ((y + 1) * height) + 1) * Half) - 0.5f), x, y),
            (x, y) => mask.At(x, y) * turn.Cover(x, y));
    }
}
