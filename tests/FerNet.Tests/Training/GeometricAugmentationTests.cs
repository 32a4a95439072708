using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class GeometricAugmentationTests
{
    private static readonly byte[] Face = MakeFace();

    [Fact]
    public void Without_changes_the_crop_is_the_face()
    {
        float[] crop = Warp(Augmentation.None, 48, new CounterRandom(1));
        Assert.All(Enumerable.Range(0, crop.Length), i => Assert.Equal(Face[i], crop[i], 0.01f));
    }

    [Fact]
    public void A_mirrored_face_is_its_mirror_image()
    {
        float[] crop = Warp(new Augmentation { MirrorChance = 1 }, 48, new CounterRandom(1));
        for (int y = 0; y < 48; y++)
            for (int x = 0; x < 48; x++) Assert.Equal(Face[(y * 48) + 47 - x], crop[(y * 48) + x], 0.01f);
    }

    [Fact]
    public void A_small_crop_without_shift_lies_within_the_face_and_moves_about()
    {
        HashSet<float> corners = [];
        for (int seed = 0; seed < 50; seed++) corners.Add(Warp(Augmentation.None, 32, new CounterRandom(seed))[0]);
        Assert.True(corners.Count > 20);
    }

    [Fact]
    public void Sampling_equals_the_four_pixel_formula() => Gen.Select(Gen.Double[0, 47], Gen.Double[0, 47]).ForAll(
        (x, y) =>
        {
            int left = (int)Math.Floor(x), top = (int)Math.Floor(y), right = Math.Min(left + 1, 47), bottom = Math.Min(top + 1, 47);
            double across = x - left, down = y - top;
            double expected = (Face[(top * 48) + left] * (1 - across) * (1 - down)) + (Face[(top * 48) + right] * across * (1 - down))
                + (Face[(bottom * 48) + left] * (1 - across) * down) + (Face[(bottom * 48) + right] * across * down);
            return Math.Abs(expected - GeometricAugmentation.Sample(Face, (float)x, (float)y)) < 0.01;
        }, samples: 500);

    [Fact]
    public void Sharpness_is_drawn_anew_for_each_crop()
    {
        Augmentation sharpness = new() { Sharpness = 0.2 };
        float[][] crops = [.. Enumerable.Range(0, 20).Select(seed => Warp(sharpness, 48, new CounterRandom(seed)))];
        Assert.Equal(20, crops.Select(crop => string.Join(" ", crop)).Distinct().Count());
    }

    [Fact]
    public void All_changes_together_stay_within_gray_levels_and_depend_on_the_numbers_alone()
    {
        Augmentation all = new()
        {
            MirrorChance = 0.5,
            Shift = 0.2,
            Scale = 0.3,
            RotationDegrees = 40,
            Contrast = 0.5,
            Brightness = 60,
            Sharpness = 0.25,
            ErasingChance = 1,
        };
        for (int seed = 0; seed < 40; seed++)
        {
            float[] crop = Warp(all, 40, new CounterRandom(seed));
            Assert.All(crop, level => Assert.InRange(level, 0, 255));
            Assert.Equal(crop, Warp(all, 40, new CounterRandom(seed)));
        }
    }

    private static float[] Warp(Augmentation changes, int size, CounterRandom random)
    {
        float[] crop = new float[size * size];
        GeometricAugmentation.Write(Face, crop, size, changes, erases: true, ref random);
        return crop;
    }

    private static byte[] MakeFace()
    {
        CounterRandom random = new(77);
        return [.. Enumerable.Range(0, FacePatch.PixelCount).Select(_ => (byte)random.NextInt(256))];
    }
}
