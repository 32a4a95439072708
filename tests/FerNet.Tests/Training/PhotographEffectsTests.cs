using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

/// <summary>The effects of photographs, against loops that are obviously right.</summary>
public class PhotographEffectsTests
{
    private static readonly Augmentation All = new()
    {
        MirrorChance = 0.5,
        Shift = 0.1,
        Scale = 0.25,
        RotationDegrees = 20,
        Perspective = 0.2,
        Contrast = 0.3,
        Brightness = 30,
        Gamma = 0.5,
        DarkeningChance = 0.5,
        UnevenLight = 0.6,
        DefocusChance = 0.5,
        DefocusRadius = 4,
        MotionBlurChance = 0.5,
        MotionBlurLength = 12,
        ShrinkChance = 0.5,
        ShrinkLeast = 0.25,
        NoiseChance = 0.5,
        NoiseStandardDeviation = 40,
        JpegChance = 0.5,
        JpegLeastQuality = 5,
        CoverChance = 0.5,
        Sharpness = 0.2,
        ErasingChance = 0.2,
    };

    [Fact]
    public void All_effects_stay_within_gray_levels_and_depend_on_the_numbers_alone() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[32, 48]).ForAll(
        (seed, size) =>
        {
            float[] one = Crop(All, size, seed), same = Crop(All, size, seed);
            return one.AsSpan().SequenceEqual(same) && one.All(level => level is >= 0 and <= 255);
        }, samples: 300);

    [Fact]
    public void Each_effect_alone_changes_the_face()
    {
        Augmentation[] alone =
        [
            new() { Perspective = 0.2 }, new() { Gamma = 0.5 }, new() { DarkeningChance = 1 }, new() { UnevenLight = 0.5 },
                new() { DefocusChance = 1 },
            new() { MotionBlurChance = 1 }, new() { ShrinkChance = 1 }, new() { NoiseChance = 1 }, new() { JpegChance = 1 },
                new() { CoverChance = 1 },
        ];
        foreach (Augmentation changes in alone)
        {
            double mean = Enumerable.Range(0, 20).Average(seed => Crop(changes, 48, seed).Zip(Face(), (a, b) => Math.Abs(a - b)).Average());
            Assert.True(mean > 0.3, $"{changes} changes a pixel by {mean} in the mean");
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    public void A_block_of_jpeg_is_its_double_sums(double quality)
    {
        // The whole crop is one grid of blocks, so every block can be checked on its own.
        float[] crop = [.. Face().Select(level => (float)level)];
        float[] before = [.. crop];
        JpegCompression.Apply(crop, 48, quality, 0, 0);
        double scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        int[] firstRow = [16, 11, 10, 16, 24, 40, 51, 61];
        double[,] coefficients = Transform(before, 8, 16);
        double[,] after = Transform(crop, 8, 16);
        for (int u = 0; u < 8; u++)
        {
            double step = Math.Clamp(Math.Floor(((firstRow[u] * scale) + 50) / 100), 1, 255),
                rounded = Math.Round(coefficients[0, u] / step) * step;
            // A tie may go either way: float32 sums decide. No pixel of this block leaves the gray levels, so clamping moves nothing.
            bool isTie = Math.Abs(Math.Abs((coefficients[0, u] / step) - Math.Truncate(coefficients[0, u] / step)) - 0.5) < 1e-3;
            Assert.Equal(rounded, after[0, u], isTie ? 1.01 * step : 0.05);
        }
    }

    [Fact]
    public void A_disk_is_the_mean_of_what_it_covers()
    {
        float[] crop = [.. Face().Select(level => (float)level)], before = [.. crop];
        Blur.ApplyDefocus(crop, 48, 2);
        double sum = 0, weights = 0;
        for (int y = -7; y <= 7; y++)
            for (int x = -7; x <= 7; x++)
            {
                double weight = Math.Clamp(2.5 - Math.Sqrt((x * x) + (y * y)), 0, 1);
                sum += weight * before[(Math.Clamp(20 + y, 0, 47) * 48) + Math.Clamp(1 + x, 0, 47)];
                weights += weight;
            }
        Assert.Equal(sum / weights, crop[(20 * 48) + 1], 0.01);
    }

    [Fact]
    public void A_level_line_of_motion_blur_mixes_along_rows_only()
    {
        float[] rows = [.. Enumerable.Range(0, 48 * 48).Select(i => (float)(i / 48 * 5))],
            columns = [.. Enumerable.Range(0, 48 * 48).Select(i => i % 48 == 24 ? 255f : 0f)];
        float[] before = [.. rows];
        Blur.ApplyMotion(rows, 48, 6, 0);
        for (int i = 0; i < rows.Length; i++) Assert.Equal(before[i], rows[i], 0.01f);
        Blur.ApplyMotion(columns, 48, 6, 0);
        Assert.InRange(columns[(10 * 48) + 24], 30, 60);
        Assert.True(columns[(10 * 48) + 26] > 20);
    }

    [Fact]
    public void Shrinking_keeps_even_surfaces_and_the_mean()
    {
        float[] even = [.. Enumerable.Repeat(77f, 44 * 44)];
        Downscaling.Apply(even, 44, 0.4);
        Assert.All(even, level => Assert.Equal(77, level, 0.01f));

        CounterRandom random = new(3);
        float[] crop = new float[48 * 48];
        for (int i = 0; i < crop.Length; i++) crop[i] = random.NextInt(256);
        float[] before = [.. crop];
        Downscaling.Apply(crop, 48, 0.5);
        Assert.Equal(before.Average(), crop.Average(), 2f);
        Assert.True(Roughness(crop) < 0.5 * Roughness(before));
    }

    [Fact]
    public void Noise_has_the_deviation_that_is_asked_for()
    {
        float[] levels = [.. Enumerable.Repeat(128f, 48 * 48)];
        CounterRandom random = new(4);
        PhotographEffects.Noise(levels, 10, ref random);
        double mean = levels.Average(), deviation = Math.Sqrt(levels.Average(level => (level - mean) * (level - mean)));
        Assert.Equal(128, mean, 0.7);
        Assert.Equal(10, deviation, 0.5);
    }

    [Fact]
    public void Gamma_and_light_follow_their_formulas()
    {
        float[] levels = [0, 10.5f, 100, 254.5f, 255];
        float[] bent = [.. levels];
        PhotographEffects.ApplyGamma(bent, 0.6f);
        for (int i = 0; i < levels.Length; i++) Assert.Equal(255 * Math.Pow(levels[i] / 255, 0.6), bent[i], 0.2);

        float[] lit = [.. Enumerable.Repeat(100f, 9)];
        PhotographEffects.Light(lit, 3, 0.5f, 0.2f);
        Assert.Equal([30, 80, 130, 50, 100, 150, 70, 120, 170], lit.Select(level => (int)Math.Round(level)));
    }

    [Fact]
    public void The_second_crop_differs_by_its_nudge_alone()
    {
        CounterRandom one = new(5), same = new(5);
        float[] first = new float[48 * 48], second = new float[48 * 48];
        Augmentation changes = new() { Contrast = 0.3, Brightness = 20 };
        GeometricAugmentation.Write(Face(), first, 48, changes, erases: false, ref one);
        GeometricAugmentation.Write(Face(), second, 48, changes, erases: false, ref same, new CropJitter(3, 0, 0));
        for (int row = 0; row < 48; row++)
            for (int column = 3; column < 48; column++) Assert.Equal(first[(row * 48) + column - 3], second[(row * 48) + column], 0.01f);
    }

    private static float[] Crop(Augmentation changes, int size, int seed)
    {
        float[] crop = new float[size * size];
        CounterRandom random = new(seed);
        GeometricAugmentation.Write(Face(), crop, size, changes, erases: true, ref random);
        return crop;
    }

    private static double Roughness(float[] crop) => Enumerable.Range(1, crop.Length - 1).Average(i => Math.Abs(crop[i] - crop[i - 1]));

    /// <summary>Coefficients of the block whose first pixel is given, by the formula of T.81.</summary>
    private static double[,] Transform(float[] crop, int left, int top)
    {
        double[,] coefficients = new double[8, 8];
        for (int v = 0; v < 8; v++)
            for (int u = 0; u < 8; u++)
            {
                double sum = 0;
                for (int y = 0; y < 8; y++)
                    for (int x = 0; x < 8; x++)
                        sum += (crop[((top + y) * 48) + left + x] - 128) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16) * Math.Cos(
                            ((2 * y) + 1) * v * Math.PI / 16);
                coefficients[v, u] = sum * (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1) / 4;
            }
        return coefficients;
    }

    /// <summary>Smooth shapes with some grain, far from black and white.</summary>
    private static byte[] Face()
    {
        CounterRandom random = new(78);
        return [.. Enumerable.Range(0, FacePatch.PixelCount)
            .Select(i => (byte)(120 + (40 * Math.Sin(i % 48 / 5.0)) + (30 * Math.Cos(i / 48 / 4.0)) + random.NextSymmetric(12)))];
    }
}
