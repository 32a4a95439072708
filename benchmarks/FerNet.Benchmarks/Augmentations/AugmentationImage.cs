using FerNet.Drawing;
using FerNet.Imaging;
using FerNet.Training;
using SkiaSharp;

namespace FerNet.Benchmarks.Augmentations;

/// <summary>augmentation-image FILE.png: a drawn face under each change of <see cref="Augmentation"/>, for docs/images.</summary>
internal static class AugmentationImage
{
    private const int Columns = 7, Cell = 72, Gap = 4, LabelWidth = 190;

    private static readonly (string Name, Augmentation Changes)[] Rows =
    [
        ("none", Augmentation.None),
        ("MirrorChance = 0.5", new() { MirrorChance = 0.5 }),
        ("Shift = 0.15", new() { Shift = 0.15 }),
        ("Scale = 0.25", new() { Scale = 0.25 }),
        ("RotationDegrees = 30", new() { RotationDegrees = 30 }),
        ("Perspective = 0.3", new() { Perspective = 0.3 }),
        ("Contrast = 0.6", new() { Contrast = 0.6 }),
        ("Brightness = 64", new() { Brightness = 64 }),
        ("Gamma = 0.7", new() { Gamma = 0.7 }),
        ("DarkeningChance = 1", new() { DarkeningChance = 1 }),
        ("UnevenLight = 0.6", new() { UnevenLight = 0.6 }),
        ("Sharpness = 0.25", new() { Sharpness = 0.25 }),
        ("DefocusChance = 1", new() { DefocusChance = 1 }),
        ("MotionBlurChance = 1", new() { MotionBlurChance = 1, MotionBlurLength = 8 }),
        ("ShrinkChance = 1", new() { ShrinkChance = 1 }),
        ("NoiseChance = 1", new() { NoiseChance = 1, NoiseStandardDeviation = 24 }),
        ("JpegChance = 1", new() { JpegChance = 1, JpegLeastQuality = 5 }),
        ("CoverChance = 1", new() { CoverChance = 1 }),
        ("ErasingChance = 1", new() { ErasingChance = 1 }),
        ("\"student-restart\"", TrainingRecipe.FromName("student-restart").Augmentation),
    ];

    public static void Write(string path)
    {
        using SKBitmap sheet = new(LabelWidth + (Columns * (Cell + Gap)), Rows.Length * (Cell + Gap));
        using SKCanvas canvas = new(sheet);
        using SKFont font = new(SKTypeface.Default, 15);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        for (int row = 0; row < Rows.Length; row++)
        {
            float top = row * (Cell + Gap);
            canvas.DrawText(Rows[row].Name, 4, top + (Cell / 2) + 5, font, ink);
            for (int column = 0; column < Columns; column++)
            {
                using SKImage face = Face((Emotion)(column), row, column, Rows[row].Changes);
                float left = LabelWidth + (column * (Cell + Gap));
                canvas.DrawImage(face, new SKRect(left, top, left + Cell, top + Cell), new SKSamplingOptions(SKFilterMode.Nearest));
            }
        }
        using FileStream file = File.Create(path);
        sheet.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    private static SKImage Face(Emotion emotion, int row, int column, Augmentation changes)
    {
        float[] crop = new float[FacePatch.PixelCount];
        CounterRandom random = new(row, column);
        GeometricAugmentation.Write(DrawnFaces.Patch(emotion, seed: 11), crop, FacePatch.Size, changes, erases: true, ref random);
        byte[] levels = [.. crop.Select(level => (byte)Math.Round(level))];
        return SKImage.FromPixelCopy(new SKImageInfo(FacePatch.Size, FacePatch.Size, SKColorType.Gray8), levels);
    }
}
