using FerNet.Data;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>
/// Generates cartoon faces with the seven emotions; the same seed gives the same faces. A small network can be trained on them within a
/// minute, and nobody has rights to them. Thread-safe.
/// </summary>
public static class DrawnFaces
{
    private const int Oversampling = 3;

    /// <summary>
    /// Draws a labeled dataset with the same number of faces of each emotion, split 80/10/10 into Training, PublicTest and PrivateTest.
    /// </summary>
    /// <param name="perClass">Number of faces of each emotion, at least 1. With fewer than ten, a split may be empty.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perClass"/> is less than 1.</exception>
    public static FerDataset Dataset(int perClass, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        int count = perClass * EmotionExtensions.Count;
        byte[] pixels = new byte[count * FacePatch.PixelCount];
        Emotion[] labels = new Emotion[count];
        DatasetSplit[] splits = new DatasetSplit[count];
        Parallel.For(0, count, face =>
        {
            labels[face] = (Emotion)(face % EmotionExtensions.Count);
            int place = face / EmotionExtensions.Count % 10;
            splits[face] = place switch { 4 => DatasetSplit.PublicTest, 9 => DatasetSplit.PrivateTest, _ => DatasetSplit.Training };
            Patch(labels[face], HashCodeOf(seed, face)).CopyTo(pixels.AsSpan(face * FacePatch.PixelCount));
        });
        return FerDataset.FromFaces(pixels, labels, splits);
    }

    /// <summary>Draws one face as a patch: 48 x 48 gray levels, one byte each, row by row.</summary>
    public static byte[] Patch(Emotion emotion, int seed)
    {
        using SKBitmap large = Bitmap(emotion, seed, FacePatch.Size * Oversampling);
        Random random = new(seed);
        float noise = 1 + (7 * random.NextSingle());
        byte[] patch = new byte[FacePatch.PixelCount];
        for (int y = 0; y < FacePatch.Size; y++)
        {
            for (int x = 0; x < FacePatch.Size; x++)
                patch[(y * FacePatch.Size) + x] = (byte)Math.Clamp(MathF.Round(Gray(large, x, y) + (noise * Gaussian(random))), 0, 255);
        }
        return patch;
    }

    /// <summary>
    /// Draws one face as a square color image with a width and height of <paramref name="side"/> pixels. The caller disposes it.
    /// </summary>
    public static SKBitmap Bitmap(Emotion emotion, int seed, int side)
    {
        Random random = new(seed);
        FaceAppearance look = FaceAppearance.Create(random);
        SKBitmap bitmap = new(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        new FacePainter(canvas, look, Expressions.Person(emotion, random)).Paint(side);
        return bitmap;
    }

    /// <summary>Draws one face as a PNG file with a width and height of <paramref name="side"/> pixels.</summary>
    public static byte[] Png(Emotion emotion, int seed, int side)
    {
        using SKBitmap bitmap = Bitmap(emotion, seed, side);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static float Gray(SKBitmap large, int x, int y)
    {
        float sum = 0;
        for (int dy = 0; dy < Oversampling; dy++)
        {
            for (int dx = 0; dx < Oversampling; dx++)
            {
                SKColor color = large.GetPixel((x * Oversampling) + dx, (y * Oversampling) + dy);
                sum += (0.299f * color.Red) + (0.587f * color.Green) + (0.114f * color.Blue);
            }
        }
        return sum / (Oversampling * Oversampling);
    }

    private static float Gaussian(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());

    // System.HashCode differs between processes.
    private static int HashCodeOf(int seed, int face) =>
        unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)face * 2246822519u))) & int.MaxValue;
}
