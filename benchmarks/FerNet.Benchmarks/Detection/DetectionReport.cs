using System.Diagnostics;

namespace FerNet.Benchmarks.Detection;

/// <summary>Measures a detector on labelled photographs and on pictures without faces, and times it.</summary>
/// <param name="folder">A folder with photos.csv, boxes.csv, unlabelled.csv, photos/ and backgrounds/.</param>
internal sealed class DetectionReport(string folder)
{
    private readonly IReadOnlyList<LabelledPhoto> photos = LabelledPhoto.Load(folder);

    /// <summary>Every tenth background, in the order of names, is what 'fernet train-detector' leaves out.</summary>
    private readonly Picture[] backgrounds = [.. Directory.EnumerateFiles(Path.Combine(folder, "backgrounds")).Order(StringComparer.Ordinal).Where((_, i) => i % 10 == 0).Select(Picture.Load)];

    /// <param name="name">What the detector is called.</param>
    /// <param name="detector">The detector with a low threshold, for its accuracy.</param>
    /// <param name="timed">The same with its usual threshold, for its time.</param>
    public void Print(string name, IFaceDetector detector, IFaceDetector timed)
    {
        List<(LabelledPhoto Photo, IReadOnlyList<DetectedFace> Found)> answers = [.. photos.Select(photo => (photo, detector.Detect(Picture.Load(photo.Path))))];
        BoxMapping mapping = BoxMapping.Fit([.. answers.SelectMany(Pairs)]);
        Console.WriteLine($"{name}: box = crop moved by {mapping.X:0.000}, {mapping.Y:0.000} and sized {mapping.Width:0.000} x {mapping.Height:0.000}, in sides of the crop");
        foreach (float height in (float[])[40, 20])
        {
            Verdicts all = Judge(answers, mapping, height, _ => true);
            (float threshold, double recall, double wrong) = all.At(0.1);
            Console.WriteLine($"faces of {height} pixels or more: {all.Faces} in {all.Photos} photographs; recall {recall:P1} with {wrong:0.000} false faces a photograph, from confidence {threshold:0.000}");
            Verdicts even = Judge(answers, mapping, height, i => i % 2 == 0), odd = Judge(answers, mapping, height, i => i % 2 == 1);
            (double oddRecall, double oddWrong) = odd.With(even.At(0.1).Threshold);
            Console.WriteLine($"  threshold from the even photographs ({even.At(0.1).Threshold:0.000}), measured on the odd ones: recall {oddRecall:P1}, {oddWrong:0.000} false faces");
            foreach (string source in photos.Select(photo => photo.Source).Distinct())
            {
                Verdicts part = Judge(answers, mapping, height, i => photos[i].Source == source);
                Console.WriteLine($"  {source,-12} {part.Faces,5} faces  recall {part.With(threshold).Recall,7:P1}  false {part.With(threshold).FalseFaces:0.000}");
            }
            foreach (double given in (double[])[0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) Console.WriteLine($"  from {given:0.0}: recall {all.With(given).Recall:P1}, false {all.With(given).FalseFaces:0.000}");
            int invented = backgrounds.Sum(picture => detector.Detect(picture).Count(face => face.Confidence >= threshold && mapping.Apply(face.Box).Height >= height));
            int at5 = backgrounds.Sum(picture => detector.Detect(picture).Count(face => face.Confidence >= 0.5 && mapping.Apply(face.Box).Height >= height));
            Console.WriteLine($"  backgrounds kept out of training: {invented} false faces in {backgrounds.Length} pictures ({at5} from 0.5)");
        }
        Time(timed);
    }

    private static IEnumerable<(FaceBox Crop, FaceBox Face)> Pairs((LabelledPhoto Photo, IReadOnlyList<DetectedFace> Found) answer) =>
        from face in answer.Photo.Faces
        where face.Height >= 40
        let crop = answer.Found.Where(found => found.Confidence > 0.3f).Select(found => found.Box).OrderByDescending(face.Overlap).FirstOrDefault()
        where face.Overlap(crop) > 0.3f
        select (crop, face);

    private static Verdicts Judge(List<(LabelledPhoto Photo, IReadOnlyList<DetectedFace> Found)> answers, BoxMapping mapping, float height, Func<int, bool> takes)
    {
        Verdicts verdicts = new();
        for (int i = 0; i < answers.Count; i++)
        {
            if (takes(i)) verdicts.Add(answers[i].Photo, answers[i].Found.Select(face => face with { Box = mapping.Apply(face.Box) }), height);
        }
        return verdicts;
    }

    /// <summary>Pictures of exactly 640 x 480, cut or repeated from the first photographs that are large enough.</summary>
    private void Time(IFaceDetector detector)
    {
        Picture[] pictures = [.. photos.Take(40).Select(photo => Sized(Picture.Load(photo.Path)))];
        foreach (Picture picture in pictures.Take(5)) detector.Detect(picture);
        double[] times = new double[pictures.Length];
        for (int i = 0; i < pictures.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            detector.Detect(pictures[i]);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine($"  640 x 480: {times[0]:0.0} ms at best, {times[times.Length / 2]:0.0} ms in the middle of {times.Length}");
    }

    private static Picture Sized(Picture picture)
    {
        byte[] levels = new byte[640 * 480];
        for (int y = 0; y < 480; y++)
        {
            for (int x = 0; x < 640; x++) levels[(y * 640) + x] = picture.Grey[(y % picture.Height * picture.Width) + (x % picture.Width)];
        }
        return Picture.FromGrey(640, 480, levels);
    }
}
