using System.Diagnostics;
using FerNet.Faces;
using FerNet.Faces.YuNet;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Public;

/// <summary>The shipped detector on what people hand it by mistake, and on photographs where they are at hand.</summary>
public sealed class FaceDetectorTests : IDisposable
{
    private readonly FaceDetector detector = FaceDetector.CreateDefault();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        detector.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20_000, 10)]
    [InlineData(10, 20_000)]
    [InlineData(640, 480)]
    public void An_image_without_anything_has_no_face_and_takes_no_time(int width, int height)
    {
        Stopwatch clock = Stopwatch.StartNew();
        foreach (byte level in (byte[])[0, 128, 255])
        {
            byte[] levels = new byte[width * height];
            levels.AsSpan().Fill(level);
            Assert.Empty(detector.Detect(InputImage.FromPixels(levels, width, height, PixelFormat.Gray8)));
        }
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Noise_of_any_size_gives_an_answer_within_the_options()
    {
        FaceDetectorOptions options = new() { MaxFaces = 3, Threshold = 0.05, MinFaceSize = 20 };
        using FaceDetector eager = FaceDetector.Load(Saved(), options);
        Random random = new(1);
        foreach ((int width, int height) in ((int, int)[])[(2, 300), (33, 17), (100, 100), (257, 129)])
        {
            byte[] levels = new byte[width * height];
            random.NextBytes(levels);
            IReadOnlyList<DetectedFace> faces = eager.Detect(InputImage.FromPixels(levels, width, height, PixelFormat.Gray8));
            Assert.True(faces.Count <= 3);
            Assert.All(faces, face => Assert.InRange(face.Confidence, 0.05f, 1));
            Assert.Equal(faces.OrderByDescending(face => face.Confidence), faces);
        }
    }

    [Fact]
    public void A_face_far_down_in_a_large_image_is_found_where_it_lies()
    {
        using SKBitmap face = SKBitmap.Decode(SharedData.Path("photos/astronaut.png"));
        using SKBitmap large = new(3000, 2200, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (SKCanvas canvas = new(large))
        {
            canvas.Clear(SKColors.DimGray);
            canvas.DrawBitmap(face, 2200, 1500);
        }
        DetectedFace alone = detector.Detect(SharedData.Path("photos/astronaut.png"))[0];
        FaceBox expected = alone.Box with { X = alone.Box.X + 2200, Y = alone.Box.Y + 1500 };
        InputImage image = InputImage.FromPixels(large.GetPixelSpan(), 3000, 2200, PixelFormat.Rgba32);
        using FaceDetector whole = FaceDetector.CreateDefault(new FaceDetectorOptions { MaxInputSide = 3000 });
        Assert.InRange(whole.Detect(image)[0].Box.Overlap(expected), 0.8f, 1);
        // Reduced to 640 pixels the face has a fifth of its height.
        Assert.InRange(Assert.Single(detector.Detect(image)).Box.Overlap(expected), 0.6f, 1);
    }

    [Fact]
    public void A_face_cut_by_the_border_and_a_turned_image_are_no_trouble()
    {
        string path = SharedData.Path("photos/astronaut.png");
        using SKBitmap photo = SKBitmap.Decode(path);
        FaceBox box = detector.Detect(path)[0].Box;
        using SKBitmap cut = new(300, 300, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (SKCanvas canvas = new(cut)) canvas.DrawBitmap(photo, -(box.X + (0.2f * box.Width)), -(box.Y - 60));
        DetectedFace found = detector.Detect(InputImage.FromPixels(cut.GetPixelSpan(), 300, 300, PixelFormat.Rgba32))[0];
        Assert.InRange(found.Box.X, -0.45f * box.Width, 0);
        foreach (float degrees in (float[])[-30, -15, 15, 30])
        {
            using SKBitmap turned = new(512, 512, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using (SKCanvas canvas = new(turned))
            {
                canvas.RotateDegrees(degrees, box.X + (box.Width / 2), box.Y + (box.Height / 2));
                canvas.DrawBitmap(photo, 0, 0);
            }
            IReadOnlyList<DetectedFace> faces = detector.Detect(InputImage.FromPixels(turned.GetPixelSpan(), 512, 512, PixelFormat.Rgba32));
            Assert.Contains(faces, face => face.Box.Overlap(box) > 0.5f);
        }
    }

    [Fact]
    public void Eight_threads_find_what_one_finds()
    {
        InputImage image = InputImage.Load(SharedData.Path("photos/family.jpg"));
        DetectedFace[] expected = [.. detector.Detect(image)];
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Assert.Equal(expected, detector.Detect(image)));
        Assert.True(expected.Length >= 3, $"{expected.Length} faces in family.jpg");
    }

    [Fact]
    public void YuNet_fits_behind_the_same_seam()
    {
        using YuNetFaceDetector other = new(SharedData.Path("detectors/yunet_s_dynamic.onnx"));
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { FaceDetector = other });
        IReadOnlyList<EmotionPrediction> faces = predictor.PredictFaces(SharedData.Path("photos/family.jpg"));
        Assert.Equal(4, faces.Count);
        Assert.True(faces.Count(face => face.Emotion == Emotion.Happy) >= 3);
    }

    [Fact]
    public void A_file_that_is_no_detector_is_refused_by_name()
    {
        string text = folder.Write("text.onnx", "no model"u8), emotions = folder.File("emotions.onnx");
        using (EmotionModel model = EmotionModel.LoadDefault()) model.ExportOnnx(emotions);
        Assert.Contains("text.onnx", Assert.Throws<InvalidDataException>(() => FaceDetector.Load(text)).Message);
        Assert.Contains("no detector of faces", Assert.Throws<InvalidDataException>(() => FaceDetector.Load(emotions)).Message);
        Assert.Contains("none.onnx", Assert.Throws<FileNotFoundException>(() => FaceDetector.Load(folder.File("none.onnx"))).Message);
        Assert.Contains("is not a YuNet detector", Assert.Throws<InvalidDataException>(() => new YuNetFaceDetector(emotions)).Message);
        Assert.Contains("text.onnx", Assert.Throws<InvalidDataException>(() => new YuNetFaceDetector(text)).Message);
    }

    [Fact]
    public void The_shipped_detector_is_small() => Assert.InRange(new FileInfo(Saved()).Length, 100_000, 400_000);

    [Fact]
    public void A_predictor_finds_faces_by_itself_and_says_where()
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(),
            strict = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = FaceSearch.Required });
        byte[] black = EncodedImages.Gray(new byte[200 * 100], 200, 100);
        Assert.Empty(predictor.PredictFaces(black));
        Assert.Null(predictor.Predict(black).Box);
        Assert.Contains("200 x 100", Assert.Throws<NoFaceException>(() => strict.Predict(black)).Message);

        string photo = SharedData.Path("photos/portrait.jpg");
        EmotionPrediction answer = predictor.Predict(photo);
        Assert.Equal(Emotion.Happy, answer.Emotion);
        Assert.NotNull(answer.Box);
        Assert.Equal(answer.Probabilities, predictor.PredictFaces(photo)[0].Probabilities);
    }

    [Fact]
    public async Task A_film_of_a_face_that_moves_is_one_face()
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        using SKBitmap photo = SKBitmap.Decode(SharedData.Path("photos/astronaut.png"));
        HashSet<int> ids = [];
        int frames = 0;
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(Frames(photo),
            cancellationToken: TestContext.Current.CancellationToken))
        {
            ids.Add(faces[0].Id);
            Assert.Equal(1, faces[0].Prediction.Probabilities.Sum(), 1e-4f);
            frames++;
        }
        Assert.Equal(6, frames);
        Assert.Equal([1], ids);
    }

    private static async IAsyncEnumerable<InputImage> Frames(SKBitmap photo)
    {
        for (int i = 0; i < 6; i++)
        {
            await Task.Yield();
            using SKBitmap frame = new(640, 512, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using (SKCanvas canvas = new(frame)) canvas.DrawBitmap(photo, 15 * i, 0);
            yield return InputImage.FromPixels(frame.GetPixelSpan(), 640, 512, PixelFormat.Rgba32);
        }
    }

    private string Saved()
    {
        detector.Save(folder.File("faces.onnx"));
        return folder.File("faces.onnx");
    }
}
