using System.Globalization;
using FerNet.Benchmarks.Detection;
using FerNet.Faces;
using FerNet.Imaging;

namespace FerNet.Benchmarks.Framing;

/// <summary>Where a detector sees faces and landmarks in FER2013's own crops, in sides of the crop.</summary>
internal static class MeanPlaces
{
    private const int Side = 144, Margin = 36;

    /// <summary>Prints the means that <c>FaceFraming</c> holds.</summary>
    /// <param name="training">FER2013's Training faces.</param>
    /// <param name="detector">The detector.</param>
    /// <param name="count">Faces to measure, evenly picked.</param>
    public static void Print(FerDataset training, IFaceDetector detector, int count)
    {
        InputImage ground = Ground(training);
        int step = Math.Max(1, training.Count / count);
        DetectedFace[] faces = [.. Enumerable.Range(0, training.Count / step).AsParallel().AsOrdered()
            .Select(i => Largest(detector.Detect(EnlargedFace.Paste(training.Pixels(i * step), Side, ground, Margin, Margin))))
            .OfType<DetectedFace>()];
        Console.WriteLine($"{faces.Length} faces found of {training.Count / step}");
        FaceBox[] boxes = [.. faces.Select(face => face.Box)];
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"box, median: center {Middle(boxes.Select(box => box.X + (box.Width / 2))):0.000}, " +
                $"{Middle(boxes.Select(box => box.Y + (box.Height / 2))):0.000}, width {Scale(boxes.Select(box => box.Width)):0.000}, " +
                $"height {Scale(boxes.Select(box => box.Height)):0.000}"));
        FacePoint[][] points = [.. faces.Where(face => face.Landmarks is not null).Select(face => face.Landmarks!.ToArray())];
        if (points.Length == 0) return;
        string[] names = ["right eye", "left eye", "nose", "right mouth corner", "left mouth corner"];
        for (int i = 0; i < names.Length; i++)
        {
            float[] x = [.. points.Select(face => (face[i].X - Margin) / Side)],
                y = [.. points.Select(face => (face[i].Y - Margin) / Side)];
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                    $"{names[i],-18} mean {x.Average():0.0000}, {y.Average():0.0000}  median {Median.Of(x):0.0000}, " +
                    $"{Median.Of(y):0.0000}  deviation {StandardDeviation(x):0.000}, {StandardDeviation(y):0.000}"));
        }
        float[] rolls =
            [.. points.Select(face => MathF.Abs(MathF.Atan2(face[1].Y - face[0].Y, face[1].X - face[0].X)) * 180 / MathF.PI).Order()];
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"roll: median {rolls[rolls.Length / 2]:0.0} degrees, 90 in 100 under {rolls[rolls.Length * 9 / 10]:0.0}, 95 under " +
                $"{rolls[rolls.Length * 95 / 100]:0.0}, 99 under {rolls[rolls.Length * 99 / 100]:0.0}"));
    }

    private static float Middle(IEnumerable<float> places) => (Median.Of(places) - Margin) / Side;

    private static float Scale(IEnumerable<float> lengths) => Median.Of(lengths) / Side;

    private static float StandardDeviation(float[] values)
    {
        float mean = values.Average();
        return MathF.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static DetectedFace? Largest(IReadOnlyList<DetectedFace> faces) => faces.MaxBy(face => face.Box.Width * face.Box.Height);

    /// <summary>
    /// Faces of the data set were cut from photographs; a plain ground of their mean level stands for what was around them.
    /// </summary>
    private static InputImage Ground(FerDataset training)
    {
        byte[] levels = new byte[(Side + (2 * Margin)) * (Side + (2 * Margin))];
        double sum = 0;
        foreach (byte level in training.Pixels(0)) sum += level;
        Array.Fill(levels, (byte)(sum / FacePatch.PixelCount));
        return InputImage.FromPixels(levels, Side + (2 * Margin), Side + (2 * Margin), PixelFormat.Gray8);
    }
}
