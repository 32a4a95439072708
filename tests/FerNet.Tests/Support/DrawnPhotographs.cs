using System.Globalization;
using FerNet.Data.Detection;
using FerNet.Drawing;
using SkiaSharp;

namespace FerNet.Tests.Support;

/// <summary>
/// Images of drawn heads on drawn grounds, with their faces marked as <see cref="FaceDetectionDataset"/> reads them. Nobody is on them.
/// </summary>
internal static class DrawnPhotographs
{
    private const string Header =
        "file,x,y,width,height,ignore,right_eye_x,right_eye_y,left_eye_x,left_eye_y,nose_x,nose_y," +
        "right_mouth_x,right_mouth_y,left_mouth_x,left_mouth_y";

    /// <summary>Writes photographs with one to three faces each, and their table.</summary>
    public static FaceDetectionDataset Write(TemporaryFolder folder, int count, int seed, string name = "drawn")
    {
        List<string> lines = [Header];
        for (int i = 0; i < count; i++)
        {
            using SKBitmap bitmap = Ground(seed + i, 256, 192);
            Random random = new(seed + i);
            for (int face = 0; face < 1 + (i % 3); face++)
            {
                int side = random.Next(40, 100);
                FaceBox square = new((face * 85) + random.Next(0, Math.Max(1, 90 - side)), random.Next(0, 192 - side), side, side);
                lines.Add($"{i:000}.png,{Line(Draw(bitmap, (Emotion)random.Next(7), random.Next(), square))}");
            }
            Png(folder, $"{name}/photos/{i:000}.png", bitmap);
        }
        folder.Write($"{name}/faces.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return FaceDetectionDataset.Load(folder.File(name));
    }

    /// <summary>Writes images without faces.</summary>
    public static string[] WriteGrounds(TemporaryFolder folder, int count, int seed) => [.. Enumerable.Range(0, count).Select(i =>
    {
        using SKBitmap bitmap = Ground(seed + i, 200, 160);
        return Png(folder, $"grounds/{i:000}.png", bitmap);
    })];

    /// <summary>Draws a head into a square; answers its box (forehead to chin, ear to ear) and its five landmarks.</summary>
    public static (FaceBox Box, float[] Landmarks) Draw(SKBitmap bitmap, Emotion emotion, int seed, FaceBox square)
    {
        DrawnImage.DrawFace(bitmap, emotion, seed, square);
        FaceAppearance look = FaceAppearance.Create(new Random(seed));
        float unit = look.Scale * square.Width;
        (float sine, float cosine) = MathF.SinCos(look.Roll * MathF.PI / 180);
        float centerX = square.X + (look.Center.X * square.Width), centerY = square.Y + (look.Center.Y * square.Height);
        float[] points = [-look.EyeDistance, -0.18f, look.EyeDistance, -0.18f, 0, 0.15f, -0.3f, 0.58f, 0.3f, 0.58f];
        float[] landmarks = new float[10];
        for (int i = 0; i < 10; i += 2)
        {
            landmarks[i] = centerX + (unit * ((points[i] * cosine) - (points[i + 1] * sine)));
            landmarks[i + 1] = centerY + (unit * ((points[i] * sine) + (points[i + 1] * cosine)));
        }
        float top = 0.7f * look.Length, bottom = look.Length, middle = (bottom - top) / 2;
        float boxX = centerX - (unit * middle * sine), boxY = centerY + (unit * middle * cosine);
        return (new FaceBox(boxX - unit, boxY - (unit * (top + bottom) / 2), 2 * unit, unit * (top + bottom)), landmarks);
    }

    public static SKBitmap Ground(int seed, int width, int height)
    {
        Random random = new(seed);
        SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(Color(random));
        for (int i = 0; i < 25; i++)
        {
            using SKPaint paint = new() { Color = Color(random), StrokeWidth = 1 + (4 * random.NextSingle()), IsAntialias = true };
            float x = random.NextSingle() * width, y = random.NextSingle() * height;
            if (i % 2 == 0) canvas.DrawCircle(x, y, 3 + (20 * random.NextSingle()), paint);
            else canvas.DrawLine(x, y, random.NextSingle() * width, random.NextSingle() * height, paint);
        }
        return bitmap;
    }

    private static SKColor Color(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    private static string Line((FaceBox Box, float[] Landmarks) face) => string.Join(
        ',',
        new[] { face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height, 0 }.Concat(face.Landmarks)
            .Select(value => value.ToString("0.##", CultureInfo.InvariantCulture)));

    private static string Png(TemporaryFolder folder, string name, SKBitmap bitmap)
    {
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return folder.Write(name, png.ToArray());
    }
}
