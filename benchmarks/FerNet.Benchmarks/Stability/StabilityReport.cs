using FerNet.Imaging;

namespace FerNet.Benchmarks.Stability;

/// <summary>
/// Whether the same face gets the same answer however its image is stored: FER2013's faces at their size, enlarged and with a border,
/// and photographs that are rescaled by 10 %.
/// </summary>
/// <param name="predictor">The predictor as an application uses it.</param>
internal sealed class StabilityReport(EmotionPredictor predictor)
{
    private static readonly (string Name, Func<GrayImage, GrayImage> Change)[] FaceChanges =
    [
        ("48 x 48, as stored", face => face),
        ("each pixel repeated 4 x 4", face => face.Repeated(4)),
        ("white border of 24 pixels", face => face.WithBorder(24)),
    ];

    /// <summary>How often the answer is right, and how often it is the one for the face as it is stored.</summary>
    public void PrintFaces(FerDataset faces)
    {
        Console.WriteLine($"{faces.Count:N0} faces of {faces.Name}");
        Console.WriteLine($"{"given as",-28}{"right",10}{"same answer",14}{"face found",13}");
        Emotion[] asStored = [];
        foreach ((string name, Func<GrayImage, GrayImage> change) in FaceChanges)
        {
            EmotionPrediction[] answers =
            [
                .. Enumerable.Range(0, faces.Count).Select(face => predictor.Predict(change(Stored(faces, face)).ToImage())),
            ];
            if (asStored.Length == 0) asStored = [.. answers.Select(answer => answer.Emotion)];
            int right = answers.Where((answer, face) => answer.Emotion == faces.Label(face)).Count();
            int same = answers.Where((answer, face) => answer.Emotion == asStored[face]).Count();
            Console.WriteLine($"{name,-28}{right,10:N0}{same,14:N0}{answers.Count(answer => answer.Box is not null),13:N0}");
        }
    }

    /// <summary>
    /// How often the answer about the largest face of a photograph stays, and how often another face becomes the largest.
    /// </summary>
    public void PrintPhotos(IReadOnlyList<string> paths)
    {
        Console.WriteLine($"{paths.Count:N0} photographs");
        Console.WriteLine($"{"rescaled to",-28}{"same answer",14}{"another face",14}{"lost face",11}");
        GrayImage[] photos = [.. paths.Select(path => GrayImage.Of(InputImage.Load(path)))];
        EmotionPrediction[] asStored = [.. photos.Select(photo => predictor.Predict(photo.ToImage()))];
        foreach (double factor in (double[])[0.9, 1.1])
        {
            int same = 0, other = 0, lost = 0;
            for (int i = 0; i < photos.Length; i++)
            {
                EmotionPrediction answer = predictor.Predict(photos[i].Scaled(factor).ToImage());
                if (answer.Emotion == asStored[i].Emotion) same++;
                if (asStored[i].Box is not FaceBox before) continue;
                if (answer.Box is not FaceBox after) lost++;
                else if (before.Overlap(Scaled(after, 1 / factor)) < 0.3f) other++;
            }
            Console.WriteLine($"{$"{100 * factor:0} %",-28}{same,14:N0}{other,14:N0}{lost,11:N0}");
        }
    }

    /// <summary>So many files of a folder, evenly over their sorted names.</summary>
    public static IReadOnlyList<string> Spread(string folder, int count)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        int taken = Math.Min(count, files.Length);
        return [.. Enumerable.Range(0, taken).Select(i => files[(int)((long)i * files.Length / taken)])];
    }

    private static GrayImage Stored(FerDataset faces, int face) => new(FacePatch.Size, FacePatch.Size, faces.Pixels(face).ToArray());

    private static FaceBox Scaled(FaceBox box, double factor) =>
        new((float)(box.X * factor), (float)(box.Y * factor), (float)(box.Width * factor), (float)(box.Height * factor));
}
