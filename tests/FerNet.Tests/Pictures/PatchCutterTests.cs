using FerNet.Pictures;
using SkiaSharp;

namespace FerNet.Tests.Pictures;

public class PatchCutterTests
{
    [Fact]
    public void A_patch_of_48_pixels_stays_as_it_is()
    {
        byte[] face = Face(1);
        Assert.Equal(face, PatchCutter.Whole(new GreyPicture(48, 48, face)));
    }

    [Theory]
    [InlineData(96, 1, 9)]
    [InlineData(96, 2, 2)]
    [InlineData(480, 1, 9)]
    [InlineData(480, 2, 3)]
    public void An_enlarged_patch_comes_back_nearer_to_itself_than_areas_alone_bring_it(int size, int resampler, double atLeast)
    {
        double cut = 0, averaged = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            byte[] face = Face(seed);
            GreyPicture large = Enlarge(face, size, resampler == 1 ? new SKSamplingOptions(SKCubicResampler.CatmullRom) : new SKSamplingOptions(SKFilterMode.Linear));
            byte[] areas = new byte[FacePatch.PixelCount];
            AreaResize.Resize(large, new FaceBox(0, 0, size, size), areas, 48, 48);
            cut += SquaredError(face, PatchCutter.Whole(large));
            averaged += SquaredError(face, areas);
        }
        Assert.True(averaged / cut >= atLeast, $"averaged {averaged:0}, cut {cut:0}, {averaged / cut:0.00} times");
    }

    [Fact]
    public void A_little_larger_is_sharpened_a_little()
    {
        byte[] picture = [.. Enumerable.Range(0, 60 * 60).Select(at => (byte)(at % 60 < 30 ? 50 : 200))];
        byte[] patch = PatchCutter.Whole(new GreyPicture(60, 60, picture)), areas = new byte[FacePatch.PixelCount];
        AreaResize.Resize(new GreyPicture(60, 60, picture), new FaceBox(0, 0, 60, 60), areas, 48, 48);
        // A quarter larger, so 1 - 1 / 1.25^2 = 0.36 of the sharpening: 0.36 x (0.15 - 0.036) of the step of 150 levels beside it, 0.36 x 0.036 one further on.
        Assert.Equal(areas[23] - 6, patch[23], 1.01);
        Assert.Equal(areas[24] + 6, patch[24], 1.01);
        Assert.Equal(areas[22] + 2, patch[22], 1.01);
        Assert.Equal(areas[10], patch[10]);
    }

    private static byte[] Face(int seed)
    {
        using SKBitmap drawn = FerNet.Samples.Drawing.DrawnFaces.Picture((Emotion)(seed % 7), seed, 240);
        byte[] patch = new byte[FacePatch.PixelCount], levels = [.. Enumerable.Range(0, 240 * 240).Select(at => drawn.GetPixel(at % 240, at / 240).Red)];
        AreaResize.Resize(new GreyPicture(240, 240, levels), new FaceBox(0, 0, 240, 240), patch, 48, 48);
        return patch;
    }

    private static GreyPicture Enlarge(byte[] face, int size, SKSamplingOptions sampling)
    {
        using SKBitmap large = PictureFiles.Enlarge(face, size, sampling);
        return new GreyPicture(size, size, [.. Enumerable.Range(0, size * size).Select(at => large.GetPixel(at % size, at / size).Red)]);
    }

    private static double SquaredError(byte[] one, byte[] other) => one.Zip(other, (a, b) => (double)(a - b) * (a - b)).Sum();
}
