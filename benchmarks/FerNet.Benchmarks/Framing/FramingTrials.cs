using System.Globalization;
using FerNet.Faces.Framing;
using FerNet.Imaging;

namespace FerNet.Benchmarks.Framing;

/// <summary>Compares ways of resampling and framing settings: faces are searched once, then cropped and scored in each way.</summary>
/// <param name="model">The emotion network.</param>
/// <param name="name">What the lines call it.</param>
/// <param name="enlarged">PublicTest faces enlarged, each an image of its own.</param>
/// <param name="original">The same faces as they are [N * 2,304].</param>
/// <param name="others">Other sets of images, by name.</param>
internal sealed class FramingTrials(EmotionModel model, string name, SearchedImage[] enlarged, byte[] original,
    IReadOnlyList<(string Name, SearchedImage[] Images)> others)
{
    private static readonly double[] Stretches = [1, 0.85, 0.7, 0.65, 0.6, 0.5];

    public void Print()
    {
        float[] expected = model.Score(original);
        foreach (double stretch in Stretches)
        {
            float[] scores = Score(enlarged, image => image.Whole, stretch);
            double near = Enumerable.Range(0, enlarged.Length)
                .Average(i => Enumerable.Range(7 * i, 7).All(at => Math.Abs(scores[at] - expected[at]) <= 0.05) ? 1.0 : 0);
            Write($"whole, stretch {stretch}: enlarged {Accuracy(scores, enlarged):P2}, all within 0.05 of the original's {near:P1}");
        }
        foreach (double stretch in Stretches) Try($"stretch {stretch}", FramingSettings.Default, stretch);
        foreach (double factor in (double[])[0.9, 0.95, 1, 1.05])
            Try($"side times {factor}", FramingSettings.Default with { SideFactor = factor });
        foreach (double roll in (double[])[0, 10, 20, 30, 181]) Try($"roll from {roll}", FramingSettings.Default with { MinRoll = roll });
        foreach ((double shift, double ratio) in ((double, double)[])[(0, 1), (0.1, 1.2), (0.15, 1.3), (0.2, 1.4)])
            Try($"whole within {shift}, {ratio}", FramingSettings.Default with { MaxCenterShift = shift, MaxSideRatio = ratio });
        Try("boxes alone", FramingSettings.Default, boxesAlone: true);
    }

    private void Try(string title, FramingSettings settings, double stretch = LanczosCrop.Stretch, bool boxesAlone = false)
    {
        IEnumerable<string> accuracies = others.Prepend(("enlarged", enlarged)).Select(set =>
        {
            float[] scores = Score(set.Item2, image => image.Crop(settings, boxesAlone), stretch);
            return FormattableString.Invariant($"{set.Item1} {Accuracy(scores, set.Item2):P2}");
        });
        Write($"auto, {title}: {string.Join(", ", accuracies)}");
    }

    private void Write(FormattableString line) => Console.WriteLine($"{name}, {line.ToString(CultureInfo.InvariantCulture)}");

    private float[] Score(SearchedImage[] images, Func<SearchedImage, FaceCrop> crop, double stretch)
    {
        byte[] patches = new byte[images.Length * FacePatch.PixelCount];
        Parallel.For(0, images.Length, i =>
            PatchCropper.Cut(images[i].Image.GrayImage, crop(images[i]),
                patches.AsSpan(i * FacePatch.PixelCount, FacePatch.PixelCount), stretch));
        return model.Score(patches);
    }

    private static double Accuracy(float[] scores, SearchedImage[] images) =>
        scores.Chunk(7).Zip(images).Average(pair => Array.IndexOf(pair.First, pair.First.Max()) == (int)pair.Second.Label ? 1.0 : 0);
}
