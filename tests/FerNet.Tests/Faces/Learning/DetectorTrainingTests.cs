using FerNet.Faces;
using FerNet.ModelFile;
using FerNet.Networks;
using FerNet.Samples.Drawing;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Faces.Learning;

/// <summary>The whole path of the detector on faces and grounds that the tests draw: train, save, load, find.</summary>
public sealed class DetectorTrainingTests : IDisposable
{
    private static readonly FerDataset Faces = DrawnFaces.Dataset(perClass: 20, seed: 5);

    private readonly TemporaryFolder folder = new();
    private readonly string[] grounds;

    public DetectorTrainingTests() => grounds = [.. Enumerable.Range(0, 12).Select(DrawGround)];

    public void Dispose() => folder.Dispose();

    /// <summary>A minute of training makes no good detector; but one that has learnt nothing finds nothing.</summary>
    [Fact]
    public void A_detector_trained_on_drawn_faces_finds_faces_that_it_never_saw_where_they_lie()
    {
        Assert.InRange(Found(new FaceDetectorTrainerOptions { Steps = 1, BatchSize = 4 }), 0, 1);
        Assert.InRange(Found(new FaceDetectorTrainerOptions { Steps = 450, BatchSize = 16, LearningRate = 0.004 }), 3, 10);
    }

    /// <summary>How many of ten faces are found after a training, a save and a load.</summary>
    private int Found(FaceDetectorTrainerOptions options)
    {
        string file = folder.File("faces.onnx");
        using (FaceDetector trained = Train(options)) trained.Save(file);
        using FaceDetector detector = FaceDetector.Load(file, new FaceDetectorOptions { MinimumConfidence = 0.1 });
        int found = 0;
        for (int i = 0; i < 10; i++)
        {
            FaceBox truth = new(30 + (10 * i), 20 + (7 * i), 40 + (8 * i), 40 + (8 * i));
            if (detector.Detect(PictureWith(truth, seed: 900 + i)).Take(2).Any(face => face.Box.Overlap(truth) > 0.5f)) found++;
        }
        return found;
    }

    /// <summary>Of six steps the backgrounds are searched before the third and the fourth; the stops lie after either.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Training_twice_or_resumed_gives_the_same_detector(int stopsAfter)
    {
        FaceDetectorTrainerOptions options = new() { Steps = 6, BatchSize = 4, CheckpointInterval = TimeSpan.Zero };
        float[] once = Answers(options), twice = Answers(options);
        Assert.Equal(once, twice);
        Assert.NotEmpty(once);

        string checkpoints = folder.File("checkpoints");
        using CancellationTokenSource stop = new();
        FaceDetectorTrainerOptions kept = options with
        {
            CheckpointDirectory = checkpoints,
            ProgressCallback = progress =>
            {
                if (progress.Step == stopsAfter) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new FaceDetectorTrainer(kept).Train(Faces, grounds, stop.Token));
        Assert.Contains("Resume", Assert.Throws<InvalidOperationException>(() => Train(options with { CheckpointDirectory = checkpoints })).Message);
        Assert.Equal(once, Answers(options with { CheckpointDirectory = checkpoints, Resume = true }));
    }

    /// <summary>At a rate of next to nothing a training that starts from a detector leaves it as it was, all but the measured statistics.</summary>
    [Fact]
    public void Training_goes_on_where_the_detector_stopped()
    {
        using FaceDetector first = Train(new FaceDetectorTrainerOptions { Steps = 120, BatchSize = 16, LearningRate = 0.004 });
        FaceDetectorTrainerOptions hardly = new() { Steps = 1, BatchSize = 16, LearningRate = 1e-9 };
        using FaceDetector same = Train(hardly with { StartFrom = first });
        using FaceDetector fresh = Train(hardly);

        float[] expected = Cells(first), actual = Cells(same), random = Cells(fresh);
        Assert.InRange(Distance(expected, actual), 0, 0.1 * Distance(expected, random));
        Assert.Contains(": 120 steps of 16", same.Card.Recipe, StringComparison.Ordinal);

        float[] Cells(FaceDetector detector)
        {
            using CellScorer scorer = new(detector.Graph, 1);
            return scorer.Score([.. PictureWith(new FaceBox(20, 20, 60, 60), seed: 3).Grey.ToArray().Select(level => (float)level)], 1, 220, 260);
        }

        static double Distance(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Average();
    }

    [Fact]
    public void A_detector_that_is_built_differently_is_refused()
    {
        Network network = new("faces", new TensorShape(1, 112, 112), [new Conv2D(8) { Stride = 8 }, new ReLU(), new Conv2D(4, 1)]);
        Dictionary<string, WeightArray> weights = network.Weights.ToDictionary(spec => spec.Name, spec => new WeightArray(WeightStart.Values(spec, 1), spec.Shape));
        using FaceDetector other = new(ModelFacts.Seal(OnnxExport.WriteMaps(network, weights, new Normalisation(128, 64), DetectorFile.Input, DetectorFile.Output, ModelFacts.Of(new ModelCard { Name = "faces", Parameters = 116 }))), "other");
        string message = Assert.Throws<InvalidOperationException>(() => Train(new FaceDetectorTrainerOptions { StartFrom = other })).Message;
        Assert.Contains("(116 parameters)", message, StringComparison.Ordinal);
        Assert.Contains("Leave StartFrom out", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_data_is_named()
    {
        FaceDetectorTrainer trainer = new();
        Assert.Contains("background", Assert.Throws<ArgumentException>(() => trainer.Train(Faces, [])).Message);
        Assert.Contains("Training", Assert.Throws<ArgumentException>(() => trainer.Train(Faces.PublicTest, grounds)).Message);
        string text = folder.Write("text.jpg", "no picture"u8.ToArray());
        Assert.Contains("text.jpg", Assert.ThrowsAny<Exception>(() => trainer.Train(Faces, [text])).ToString());
    }

    private FaceDetector Train(FaceDetectorTrainerOptions options) => new FaceDetectorTrainer(options).Train(Faces, grounds);

    private float[] Answers(FaceDetectorTrainerOptions options)
    {
        using FaceDetector detector = Train(options);
        string file = folder.File($"{Guid.NewGuid():N}.onnx");
        detector.Save(file);
        using FaceDetector eager = FaceDetector.Load(file, new FaceDetectorOptions { MinimumConfidence = 0.05 });
        return [.. eager.Detect(PictureWith(new FaceBox(20, 20, 60, 60), seed: 3)).SelectMany(face => (float[])[face.Confidence, face.Box.X, face.Box.Y, face.Box.Width])];
    }

    /// <summary>A ground of blobs and lines with one drawn face.</summary>
    private static Picture PictureWith(FaceBox place, int seed)
    {
        using SKBitmap bitmap = Ground(seed, 260, 220);
        DrawnPicture.DrawFace(bitmap, (Emotion)(seed % 7), seed, place);
        return Picture.FromColour(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan());
    }

    private string DrawGround(int seed)
    {
        using SKBitmap bitmap = Ground(seed, 200, 160);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return folder.Write($"ground{seed:00}.png", png.ToArray());
    }

    private static SKBitmap Ground(int seed, int width, int height)
    {
        Random random = new(seed);
        SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(Grey(random));
        for (int i = 0; i < 25; i++)
        {
            using SKPaint paint = new() { Color = Grey(random), StrokeWidth = 1 + (4 * random.NextSingle()), IsAntialias = true };
            float x = random.NextSingle() * width, y = random.NextSingle() * height;
            if (i % 2 == 0) canvas.DrawCircle(x, y, 3 + (20 * random.NextSingle()), paint);
            else canvas.DrawLine(x, y, random.NextSingle() * width, random.NextSingle() * height, paint);
        }
        return bitmap;
    }

    private static SKColor Grey(Random random)
    {
        byte level = (byte)random.Next(256);
        return new SKColor(level, level, level);
    }
}
