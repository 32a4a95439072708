using FerNet.Faces.YuNet;

namespace FerNet.Benchmarks.Framing;

/// <summary>
/// framing FOLDER [--yunet FILE | --model FILE] [--count N] [--places-only | --trials-only] [--fast-only]: where FER2013's crops show
/// faces, and what framing does to accuracy. FOLDER holds fer2013.csv.gz, detection/backgrounds and outside/lfw.
/// </summary>
internal static class FramingCommand
{
    public static void Run(string[] arguments)
    {
        string folder = arguments[0];
        string? yunet = ValueOf("--yunet"), file = ValueOf("--model");
        int count = int.Parse(ValueOf("--count") ?? "3589", System.Globalization.CultureInfo.InvariantCulture);
        FaceDetectorOptions options = new() { MinFaceSize = 16, Threads = 1 };
        IFaceDetector detector = yunet is not null ? new YuNetFaceDetector(yunet, options) : file is not null
            ? FaceDetector.Load(file, options) : FaceDetector.CreateDefault(options);
        FerDataset data = FerDataset.Load(Path.Combine(folder, "fer2013.csv.gz"), new FerDatasetOptions { UseFerPlus = false });
        if (!arguments.Contains("--trials-only")) MeanPlaces.Print(data.Training, detector, count);
        if (!arguments.Contains("--places-only"))
            Try(data.PublicTest, folder, detector, count, arguments.Contains("--fast-only") ? ["fast"] : ["fast", "default"]);
        (detector as IDisposable)?.Dispose();

        string? ValueOf(string name) =>
            Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static void Try(FerDataset publicTest, string folder, IFaceDetector detector, int count, string[] models)
    {
        int step = Math.Max(1, publicTest.Count / count);
        int[] picked = [.. Enumerable.Range(0, publicTest.Count / step).Select(i => i * step)];
        IReadOnlyList<string> backgrounds = FramingImages.Backgrounds(folder);
        SearchedImage[] enlarged =
            [.. picked.AsParallel().AsOrdered()
                .Select((i, at) => SearchedImage.Search(publicTest.Label(i), FramingImages.Enlarged(publicTest.Pixels(i), at), detector))];
        SearchedImage[] pasted =
            [.. picked.AsParallel().AsOrdered()
                .Select((i, at) =>
                    SearchedImage.Search(publicTest.Label(i), FramingImages.Pasted(publicTest.Pixels(i), at, backgrounds), detector))];
        SearchedImage[] outside =
            [.. FramingImages.Outside(folder).AsParallel().AsOrdered()
                .Select(face => SearchedImage.Search(face.Label, InputImage.Load(face.Path), detector))];
        Console.WriteLine(
            $"faces found: enlarged {enlarged.Count(image => image.Face is not null)} of {enlarged.Length}, pasted " +
            $"{pasted.Count(image => image.Face is not null)}, LFW {outside.Count(image => image.Face is not null)} of {outside.Length}");
        foreach (string name in models)
        {
            using EmotionModel model = name == "fast" ? EmotionModel.LoadFast() : EmotionModel.LoadDefault();
            new FramingTrials(model, name, enlarged, [.. picked.SelectMany(i => publicTest.Pixels(i).ToArray())],
                [("pasted", pasted), ("LFW", outside)]).Print();
        }
    }
}
