using FerNet.Drawing;
using FerNet.Imaging;
using FerNet.Prediction;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

public class JpegReductionTests
{
    [Theory]
    [InlineData(3199, 100, 1)]
    [InlineData(3200, 2400, 2)]
    [InlineData(2400, 3200, 2)]
    [InlineData(6399, 6399, 2)]
    [InlineData(6400, 100, 4)]
    [InlineData(12800, 7000, 8)]
    [InlineData(60000, 1000, 8)]
    public void The_longest_side_keeps_what_a_search_needs(int width, int height, int reduction) =>
        Assert.Equal(reduction, JpegReduction.ComputeFactor(new SKSizeI(width, height), SKEncodedOrigin.TopLeft));

    [Theory]
    [InlineData(6400, 4804, 4)]
    [InlineData(6400, 4802, 2)]
    [InlineData(6400, 4801, 1)]
    public void A_turned_image_has_no_part_of_a_column_at_its_beginning(int width, int height, int reduction) =>
        Assert.Equal(reduction, JpegReduction.ComputeFactor(new SKSizeI(width, height), SKEncodedOrigin.RightTop));

    [Theory]
    [InlineData(3264, 64, 1)]
    [InlineData(3203, 65, 1)]
    [InlineData(3264, 64, 6)]
    [InlineData(3203, 65, 3)]
    public void The_reduced_gray_is_the_mean_of_the_whole_one(int width, int height, byte orientation)
    {
        InputImage image = InputImage.Decode(EncodedImages.WithOrientation(Waves(width, height), orientation));
        Assert.Equal(orientation < 5 ? (width, height) : (height, width), (image.Width, image.Height));
        Assert.Equal(width * height, image.Gray.Length);

        GrayImage reduced = image.GrayFor(side: 1000, out int reduction);

        Assert.Equal(width % 2 == 0 || orientation == 1 ? 2 : 1, reduction);
        Assert.Equal((image.Width + reduction - 1) / reduction, reduced.Width);
        Assert.Equal((image.Height + reduction - 1) / reduction, reduced.Height);
        double difference = 0;
        for (int i = 0; i < reduced.Pixels.Length; i++)
            difference += Math.Abs(Mean(image, i % reduced.Width, i / reduced.Width, reduction) - reduced.Pixels[i]);
        Assert.InRange(difference / reduced.Pixels.Length, 0, 1.5);
    }

    [Fact]
    public void A_small_crop_is_cut_from_the_whole_gray()
    {
        InputImage image = InputImage.Decode(Waves(3264, 64));
        Assert.Equal((1632, 2), (image.GrayFor(side: 96, out int reduction).Width, reduction));
        Assert.Equal((3264, 1), (image.GrayFor(side: 95.9f, out reduction).Width, reduction));
    }

    [Fact]
    public void Small_images_and_other_kinds_are_decoded_whole()
    {
        InputImage small = InputImage.Decode(Waves(1600, 64)), png = InputImage.Decode(Waves(3264, 64, SKEncodedImageFormat.Png));
        Assert.Equal((1600, 1), (small.GrayFor(side: 1000, out int reduction).Width, reduction));
        Assert.Equal((3264, 1), (png.GrayFor(side: 1000, out reduction).Width, reduction));
    }

    [Fact]
    public void A_large_photograph_gets_the_same_boxes_and_patches_as_its_pixels()
    {
        const int Width = 4032, Height = 3024, Side = 800;
        using SKBitmap photograph = new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(photograph);
        canvas.Clear(SKColors.SlateGray);
        for (int i = 0; i < 4; i++)
        {
            using SKBitmap face = DrawnFaces.Bitmap((Emotion)i, seed: i, Side);
            canvas.DrawBitmap(face, 500 + (i % 2 * 1900), 300 + (i / 2 * 1500));
        }
        using SKData jpeg = photograph.Encode(SKEncodedImageFormat.Jpeg, 92);
        InputImage reduced = InputImage.Decode(jpeg.ToArray());
        Assert.Equal(2016, reduced.GrayFor(Side, out _).Width);
        InputImage whole = InputImage.FromPixels(reduced.Color, Width, Height, PixelFormat.Rgba32);
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();

        IReadOnlyList<EmotionPrediction> expected = predictor.PredictFaces(whole), found = predictor.PredictFaces(reduced);

        Assert.Equal((4, 4), (expected.Count, found.Count));
        foreach (EmotionPrediction right in expected)
        {
            EmotionPrediction face = found.MaxBy(face => face.Box!.Value.Overlap(right.Box!.Value))!;
            Assert.InRange(face.Box!.Value.Overlap(right.Box!.Value), 0.95f, 1);
            byte[] expectedPatch = FaceFinder.Patch(whole, right.Crop!), patch = FaceFinder.Patch(reduced, right.Crop!);
            Assert.All(patch.Zip(expectedPatch), pair => Assert.InRange(pair.First, pair.Second - 5, pair.Second + 5));
            Assert.InRange(patch.Zip(expectedPatch).Average(pair => Math.Abs(pair.First - pair.Second)), 0, 1);
        }
    }

    private static byte[] Waves(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        byte[] levels = new byte[width * height];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (byte)(128 + (60 * Math.Sin(i % width / 9.0)) + (60 * Math.Sin(i / width / 7.0)));
        return EncodedImages.Gray(levels, width, height, format, quality: 95);
    }

    private static double Mean(InputImage image, int column, int row, int reduction)
    {
        double sum = 0;
        int count = 0;
        for (int y = row * reduction; y < Math.Min((row + 1) * reduction, image.Height); y++)
        {
            for (int x = column * reduction; x < Math.Min((column + 1) * reduction, image.Width); x++, count++)
                sum += image.Gray[(y * image.Width) + x];
        }
        return sum / count;
    }
}
