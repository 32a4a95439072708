using FerNet.Drawing;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

public class PatchCropperTests
{
    [Fact]
    public void A_patch_of_48_pixels_stays_as_it_is()
    {
        byte[] face = Face(1);
        Assert.Equal(face, PatchCropper.CropCenteredSquare(new GrayImage(48, 48, face)));
    }

    [Theory]
    [InlineData(480, 1, 2)]
    [InlineData(480, 2, 1.05)]
    public void An_enlarged_patch_comes_back_nearer_to_itself_than_areas_alone_bring_it(int size, int resampler, double atLeast)
    {
        double cut = 0, averaged = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            byte[] face = Face(seed);
            GrayImage large =
                Enlarge(face, size, resampler == 1
                    ? new SKSamplingOptions(SKCubicResampler.CatmullRom)
                    : new SKSamplingOptions(SKFilterMode.Linear));
            byte[] areas = new byte[FacePatch.PixelCount];
            AreaResize.Resize(large, new FaceBox(0, 0, size, size), areas, 48, 48);
            cut += SquaredError(face, PatchCropper.CropCenteredSquare(large));
            averaged += SquaredError(face, areas);
        }
        Assert.True(averaged / cut >= atLeast, $"averaged {averaged:0}, cut {cut:0}, {averaged / cut:0.00} times");
    }

    [Theory]
    [InlineData(96, 4)]
    [InlineData(100, 4)]
    [InlineData(144, 4)]
    [InlineData(480, 4)]
    [InlineData(1920, 4)]
    public void A_patch_that_was_enlarged_by_Catmull_Rom_comes_back_almost_as_it_was(int size, int most)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            byte[] face = Face(seed);
            GrayImage enlarged = Enlarge(face, size, new SKSamplingOptions(SKCubicResampler.CatmullRom));
            double error = SquaredError(face, PatchCropper.CropCenteredSquare(enlarged));
            Assert.InRange(error / face.Length, 0, most);
        }
    }

    [Fact]
    public void Beside_an_edge_only_the_kernel_itself_overshoots()
    {
        byte[] image = [.. Enumerable.Range(0, 120 * 120).Select(at => (byte)(at % 120 < 59 ? 50 : 200))];
        byte[] row = PatchCropper.CropCenteredSquare(new GrayImage(120, 120, image))[..48];
        // Lanczos with three lobes overshoots by up to 6.5 % of an edge.
        Assert.All(row, level => Assert.InRange(level, 50 - 10, 200 + 10));
        Assert.All(row[..20], level => Assert.InRange(level, 49, 51));
        Assert.All(row[28..], level => Assert.InRange(level, 199, 201));
    }

    private static byte[] Face(int seed)
    {
        using SKBitmap drawn = DrawnFaces.Bitmap((Emotion)(seed % 7), seed, 240);
        byte[] patch = new byte[FacePatch.PixelCount],
            levels = [.. Enumerable.Range(0, 240 * 240).Select(at => drawn.GetPixel(at % 240, at / 240).Red)];
        AreaResize.Resize(new GrayImage(240, 240, levels), new FaceBox(0, 0, 240, 240), patch, 48, 48);
        return patch;
    }

    private static GrayImage Enlarge(byte[] face, int size, SKSamplingOptions sampling)
    {
        using SKBitmap large = EncodedImages.Enlarge(face, size, sampling);
        return new GrayImage(size, size, [.. Enumerable.Range(0, size * size).Select(at => large.GetPixel(at % size, at / size).Red)]);
    }

    private static double SquaredError(byte[] one, byte[] other) => one.Zip(other, (a, b) => (double)(a - b) * (a - b)).Sum();
}
