using System.IO.Compression;
using System.Text;
using FerNet.Faces;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Golden;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Utilities;
using Microsoft.ML;

namespace FerNet.Tests.Docs;

/// <summary>What newcomers do wrong, by the words of docs/errors.md; each answers the message that they get.</summary>
internal sealed class Mistakes : IDisposable
{
    /// <summary>Those that need a system with a folder of devices.</summary>
    public static readonly string[] NeedDevices = ["a model saved into a device or a pipe", "a full disk while saving"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public IReadOnlyDictionary<string, Func<string>> All => new Dictionary<string, Func<string>>
    {
        ["an image's path is wrong"] = () => Message(() => Predict(folder.File("me.jpg"))),
        ["the same, and the path is relative"] = () => Message(() => Predict("me.jpg")),
        ["a folder where an image is meant"] = () => Message(() => Predict(folder.Path)),
        ["a text file named .jpg"] = () => Message(() => Predict(folder.Write("notes.jpg", "dear diary"u8))),
        ["a photograph of another kind"] = () =>
            Message(() => Predict(folder.Write("phone.jpg", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8))),
        ["half a JPEG"] = () => Message(() => Predict(folder.Write("half.jpg", HalfJpeg()))),
        ["an empty file"] = () => Message(() => Predict(folder.Write("empty.jpg", []))),
        ["half a download"] = () => Message(() => Predict(folder.Write("half.png", Face().AsSpan(0, 200)))),
        ["an image of 20,000 x 20,000 pixels"] = () =>
            Message(() => Predict(folder.Write("huge.png", EncodedImages.Png(20_000, 20_000, bits: 8, colorType: 0, data: [])))),
        ["a stream that was read before"] = () => Message(() => Predictor().Predict(ReadBefore())),
        ["no face in the image, where one is required"] = () =>
            Message(() => Predict(folder.Write("wall.png", EncodedImages.Gray(new byte[80 * 60], 80, 60)), FaceSearch.Required)),
        ["an execution provider whose package is missing"] = () => Message(() => EmotionPredictor.CreateFast(
            new EmotionPredictorOptions { ConfigureSession = session => session.AppendExecutionProvider_CUDA() })),
        ["an image with more pixels than MaxPixels allows"] = () =>
            Message(() => PredictUpTo(1_000, folder.Write("large.png", EncodedImages.Gray(new byte[80 * 60], 80, 60)))),
        ["a detector of your own that returns a box outside the image"] = () => Message(PredictWithStray),
        ["a model that was disposed"] = () => Message(UseDisposed),
        ["a patch of the wrong size"] = () => Message(() => Predictor().PredictPatch(new byte[32 * 32])),
        ["a model's path is wrong"] = () => Message(() => EmotionModel.Load(folder.File("emotions.zip"))),
        ["a text file as model"] = () => Message(() => EmotionModel.Load(folder.Write("model.zip", "no zip at all"u8))),
        ["a zip of something else as model"] = () => Message(() => EmotionModel.Load(OtherZip())),
        ["a model of another ML.NET program"] = () => Message(() => EmotionModel.Load(OtherModel())),
        ["a damaged model"] = () => Message(() => EmotionModel.Load(Damaged())),
        ["a detector where an emotion model is meant"] = () => Message(() => EmotionModel.Load(Detector())),
        ["an emotion model where a detector is meant"] = () => Message(() => FaceDetector.Load(Exported())),
        ["a detector file of the first version"] = () => Message(() => FaceDetector.Load(GoldenFiles.PathOf(GoldenFiles.Detector))),
        ["a dataset's path is wrong"] = () => Message(() => FerDataset.Load(folder.File("fer2013.csv"))),
        ["an empty folder as dataset"] = () => Message(() => FerDataset.Load(Directory.CreateDirectory(folder.File("nothing")).FullName)),
        ["a table without pixels"] = () => Message(() => FerDataset.Load(folder.Write("table.csv", "emotion,Usage\n3,Training\n"u8))),
        ["a damaged image in a folder of them"] = () => Message(() => FerDataset.Load(Album())),
        ["folders that are numbers"] = () => Message(() => FerDataset.Load(Numbered())),
        ["FER+ votes of other rows"] = () => Message(() => FerDataset.Load(OtherVotes())),
        ["an archive without a table or images"] = () => Message(() => FerDataset.Load(NoFaces())),
        ["a row with a pixel too few"] = () =>
            Message(() => FerDataset.Load(Table("3," + string.Join(' ', Enumerable.Repeat("7", 2303)) + ",Training"))),
        ["a label that is no emotion"] = () => Message(() => FerDataset.Load(Table("9," + Pixels + ",Training"))),
        ["a table without labels to train on"] = () =>
            Message(() => new EmotionTrainer()
                .Train(FerDataset.Load(folder.Write("test.csv", Encoding.UTF8.GetBytes($"pixels\n{Pixels}\n{Pixels}\n"))))),
        ["a model saved where a folder is"] = () => Message(() => Model().Save(folder.Path)),
        ["a model saved below a file"] = () => Message(() => Model().Save(Path.Combine(folder.Write("a-file", "1"u8), "model.zip"))),
        ["a model saved into a device or a pipe"] = () => Message(() => Model().Save("/dev/null")),
        ["a full disk while saving"] = () => Message(() => AtomicFile.Write(folder.File("emotions.zip"), FillDisk)),
        ["a checkpoint in the way"] = () => Message(() => Train(TwiceStopped(), resume: false)),
        ["a checkpoint folder that is a file"] = () => Message(() => Train(folder.Write("a-file", "1"u8), resume: false)),
        ["a checkpoint folder without a model"] = () => Message(() => EmotionModel.FromCheckpoint(folder.File("checkpoints-of-nothing"))),
        ["a checkpoint of another training"] = () => Message(() => Train(TwiceStopped(), resume: true, seed: 9)),
        ["a network that does not end with seven values"] = () => Message(() => _ = new Network("mine", new Flatten(), new Dense(8))),
        ["a learning rate that is far too high"] = () => Message(() => Train(null, resume: false, rate: 10)),
        ["a setting out of its range"] = () => Message(() => _ = new FaceDetectorOptions { MinFaceSize = 2 }),
    };

    private static string Pixels => string.Join(' ', Enumerable.Repeat("7", FacePatch.PixelCount));

    private static byte[] Face() => EncodedImages.Gray(SmallModel.Faces.Pixels(0).ToArray(), 48, 48);

    private static byte[] HalfJpeg()
    {
        byte[] jpeg = EncodedImages.Gray(SmallModel.Faces.Pixels(0).ToArray(), 48, 48, SkiaSharp.SKEncodedImageFormat.Jpeg);
        return jpeg[..^(jpeg.Length / 4)];
    }

    private static string Message(Action action) => Record.Exception(action)?.Message ?? "no error at all";

    private static EmotionPredictor Predictor(FaceSearch search = FaceSearch.Auto) =>
        EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = search });

    private static EmotionModel Model() => SmallModel.Load();

    private static void PredictUpTo(int maxPixels, string path)
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { MaxPixels = maxPixels });
        predictor.Predict(path);
    }

    private static void PredictWithStray()
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { FaceDetector = new Stray() });
        predictor.Predict(InputImage.FromPixels(new byte[80 * 60], 80, 60, PixelFormat.Gray8));
    }

    private static void UseDisposed()
    {
        EmotionModel model = Model();
        model.Dispose();
        model.Score(SmallModel.Faces);
    }

    private static void Predict(string path, FaceSearch search = FaceSearch.Auto)
    {
        using EmotionPredictor predictor = Predictor(search);
        predictor.Predict(path);
    }

    private string Table(string row) => folder.Write("fer2013.csv", Encoding.UTF8.GetBytes($"emotion,pixels,Usage\n{row}\n"));

    private string Numbered()
    {
        foreach (int number in (int[])[1, 2]) folder.Write($"numbered/{number}/1.png", Face());
        return folder.File("numbered");
    }

    private string OtherVotes()
    {
        const string Header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";
        folder.Write("votes/fer2013new.csv", Encoding.UTF8.GetBytes($"{Header}\nTraining,fer0.png,10,0,0,0,0,0,0,0,0,0\n"));
        return folder.Write("votes/fer2013.csv", Encoding.UTF8.GetBytes($"emotion,pixels,Usage\n3,{Pixels},Training\n"));
    }

    private string NoFaces()
    {
        using (ZipArchive zip = ZipFile.Open(folder.File("notes.zip"), ZipArchiveMode.Create)) zip.CreateEntry("readme.txt");
        return folder.File("notes.zip");
    }

    private string OtherZip()
    {
        using (ZipArchive zip = ZipFile.Open(folder.File("other.zip"), ZipArchiveMode.Create)) zip.CreateEntry("readme.txt");
        return folder.File("other.zip");
    }

    private string OtherModel()
    {
        MLContext context = new();
        IDataView data = context.Data.LoadFromEnumerable([new { Text = "one" }, new { Text = "two" }]);
        context.Model.Save(context.Transforms.Text.FeaturizeText("Features", "Text").Fit(data), data.Schema, folder.File("text.zip"));
        return folder.File("text.zip");
    }

    private string Damaged()
    {
        string path = folder.File("damaged.zip");
        File.WriteAllBytes(path, SmallModel.Bytes);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.Entries.Single(one => one.Name == "OnnxModel");
        using MemoryStream copy = new();
        using (Stream content = entry.Open()) content.CopyTo(copy);
        byte[] bytes = copy.ToArray();
        // A weight in the middle of the file.
        bytes[bytes.Length / 2] ^= 0x10;
        using Stream target = entry.Open();
        target.Write(bytes);
        return path;
    }

    private string Detector()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        detector.Save(folder.File("faces.onnx"));
        return folder.File("faces.onnx");
    }

    /// <summary>The system's own error; it differs where there is no device that is always full.</summary>
    private static void FillDisk(Stream stream)
    {
        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        full.WriteByte(1);
    }

    private static MemoryStream ReadBefore()
    {
        MemoryStream stream = new([1, 2, 3]);
        stream.CopyTo(Stream.Null);
        return stream;
    }

    private string Album()
    {
        folder.Write("album/happy/broken.png", Face().AsSpan(0, 200));
        return folder.File("album");
    }

    private string Exported()
    {
        using EmotionModel model = Model();
        model.ExportOnnx(folder.File("emotions.onnx"));
        return folder.File("emotions.onnx");
    }

    private string TwiceStopped()
    {
        string checkpoints = folder.File($"checkpoints{Guid.NewGuid():N}");
        Train(checkpoints, resume: false);
        return checkpoints;
    }

    private static void Train(string? checkpoints, bool resume, int seed = 1, double rate = 0.01)
    {
        EmotionTrainerOptions options = new()
        {
            // Without normalization nothing holds the weights back.
            Network = rate > 1
                ? new Network("bare", new Conv2D(16) { Stride = 2 }, new ReLU(), new Flatten(), new Dense(7))
                : SmallNetworks.Plain,
            Recipe = new TrainingRecipe
            {
                BatchSize = 20,
                Epochs = rate > 1 ? 60 : 1,
                LearningRate = rate,
                Optimizer = rate > 1 ? TrainingOptimizer.NesterovMomentum : TrainingOptimizer.Adam,
            },
            Seed = seed,
            CheckpointDirectory = checkpoints,
            Resume = resume,
        };
        new EmotionTrainer(options).Train(SmallModel.Faces).Dispose();
    }

    private sealed class Stray : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken) =>
            [new DetectedFace { Box = new FaceBox(900, 10, 40, 40), Confidence = 0.9f }];
    }
}
