using FerNet.Faces.Learning;
using FerNet.Training;

namespace FerNet.Tests.Faces.Learning;

/// <summary>What is laid on scenes looks as it is meant to.</summary>
public class DrawingTests
{
    private const int Side = 112;
    private static readonly Placement Middle = new(Side / 2f, Side / 2f, 96, 0, IsMirrored: false);

    /// <summary>A face whose only feature is a bright line down its middle.</summary>
    private static readonly byte[] Lined = [.. Enumerable.Range(0, FacePatch.PixelCount).Select(i => (byte)(i % FacePatch.Size is 23 or 24 ? 230 : 60))];

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_middle_of_a_turned_face_moves_to_the_side(int degrees)
    {
        CounterRandom random = new(3);
        double angle = degrees * Math.PI / 180;
        Scene scene = new(Side);
        FacePiece.Lay(scene, Middle, Lined, new FaceBox(-1, -1, 2, 2), ref random, new FaceTurn((float)angle, ref random));
        // On a ball of half width 0.85 the middle turns to -sin(angle), seen from the middle of what is left of the face.
        double expected = Middle.X + (Middle.Side / 2 * 0.85 * (-Math.Sin(angle) + ((1 - Math.Cos(angle)) / 2)));
        Span<float> row = scene.Pixels.AsSpan(Side / 2 * Side, Side);
        Assert.Equal(expected, System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row), 3.0);
    }

    [Fact]
    public void The_darkest_place_of_an_ear_is_its_hollow_in_front_of_the_middle()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Scene scene = Ear(seed, Middle);
            var inside = (from y in Enumerable.Range(44, 25) from x in Enumerable.Range(40, 25) select (X: x, Y: y, Level: scene.Pixels[(y * Side) + x])).ToArray();
            // Within the ear's shape, so that hair behind it does not count.
            (int hollow, int row, float darkest) = inside.MinBy(pixel => pixel.Level);
            Assert.True(inside.Max(pixel => pixel.Level) - darkest > 20, $"seed {seed}: nothing stands out");
            Assert.True(hollow is > 42 and < 60, $"seed {seed}: darkest at {hollow}, {row}");
        }
    }

    [Fact]
    public void A_mirrored_ear_is_the_mirror_image()
    {
        float[] plain = Ear(5, Middle).Pixels, mirrored = Ear(5, Middle with { IsMirrored = true }).Pixels;
        Assert.NotEqual(plain, mirrored);
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], mirrored[(i / Side * Side) + Side - 1 - (i % Side)], 0.01f);
    }

    [Fact]
    public void A_hand_covers_the_middle_with_skin_and_leaves_the_corners_below_it_free()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Scene hand = Hands(seed, Middle), other = Hands(seed, Middle, skin: 60);
            bool[] isSkin = [.. hand.Pixels.Zip(other.Pixels, (one, two) => one - two > 20)];
            Assert.True(isSkin[(Side / 2 * Side) + (Side / 2)], $"seed {seed}: no palm");
            // Lower left and lower right of the patch, beyond the fingers of any hand.
            Assert.False(isSkin[((Side - 12) * Side) + 12] || isSkin[((Side - 12) * Side) + Side - 12], $"seed {seed}: no shape");
            Assert.InRange(isSkin.Count(skin => skin), 0.05 * Side * Side, 0.5 * Side * Side);
        }
    }

    [Fact]
    public void A_mirrored_hand_is_the_mirror_image()
    {
        float[] plain = Hands(5, Middle).Pixels, mirrored = Hands(5, Middle with { IsMirrored = true }).Pixels;
        Assert.NotEqual(plain, mirrored);
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], mirrored[(i / Side * Side) + Side - 1 - (i % Side)], 0.01f);
    }

    private static Scene Hands(int seed, Placement place, byte skin = 150)
    {
        CounterRandom random = new(seed);
        Scene scene = new(Side);
        PictureLevels cloth = new(new FerNet.Pictures.GreyPicture(64, 64, new byte[64 * 64]));
        Hand.Lay(scene, place, [.. Enumerable.Repeat(skin, FacePatch.PixelCount)], cloth, ref random);
        return scene;
    }

    private static Scene Ear(int seed, Placement place)
    {
        CounterRandom random = new(seed);
        Scene scene = new(Side);
        byte[] skin = [.. Enumerable.Repeat((byte)150, FacePatch.PixelCount)];
        Ornament.LayEar(scene, place, skin, ref random);
        return scene;
    }
}
