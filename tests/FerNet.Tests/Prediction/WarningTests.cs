using System.IO.Compression;
using FerNet.Faces;
using FerNet.Imaging;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Prediction;

/// <summary>
/// A JPEG without its end marker gets an answer that says so, and a dataset that holds such files says how many and which.
/// </summary>
public sealed class WarningTests
{
    private const string Expected = "The JPEG file has no end marker; all 64 rows are there.";

    private static readonly byte[] Whole =
        EncodedImages.Gray([.. Enumerable.Range(0, 64 * 64).Select(i => (byte)((i * 37 % 101) + (i / 64 * 2)))], 64, 64,
            SKEncodedImageFormat.Jpeg, quality: 90);

    private static readonly byte[] Cut = Whole[..^2];

    [Fact]
    public async Task Every_prediction_of_a_truncated_file_carries_the_warning()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("cut.jpg", Cut), whole = folder.Write("whole.jpg", Whole);
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { FaceDetector = new OneFace() });
        Assert.Equal(Expected, predictor.Predict(path).Warning);
        Assert.Equal(Expected, predictor.Predict(Cut).Warning);
        Assert.Equal(Expected, predictor.Predict(new MemoryStream(Cut)).Warning);
        Assert.Equal(Expected, (await predictor.PredictAsync(new MemoryStream(Cut))).Warning);
        Assert.Equal(Expected, Assert.Single(predictor.PredictFaces(path)).Warning);
        Assert.Equal(Expected, predictor.Explain(path).Prediction.Warning);
        Assert.Equal([null, Expected], predictor.PredictBatch([whole, path]).Select(answer => answer.Warning));
        Assert.Null(predictor.PredictPatch(new byte[FacePatch.PixelCount]).Warning);
        List<string?> frames = [];
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(
            Frames(InputImage.Decode(Cut), InputImage.Decode(Whole)))) frames.Add(Assert.Single(faces).Prediction.Warning);
        Assert.Equal([Expected, null], frames);
    }

    [Theory]
    [InlineData(FaceSearch.Auto, false)]
    [InlineData(FaceSearch.None, false)]
    [InlineData(FaceSearch.Auto, true)]
    public void A_dataset_counts_truncated_files_and_names_ten(FaceSearch search, bool isArchive)
    {
        using TemporaryFolder folder = new();
        folder.Write("images/happy/a.jpg", Whole);
        for (int i = 0; i < 12; i++) folder.Write($"images/happy/cut{i:00}.jpg", Cut);
        string path = folder.File("images");
        if (isArchive) ZipFile.CreateFromDirectory(path, path = folder.File("images.zip"));
        FerDataset faces = FerDataset.Load(path, new FerDatasetOptions { Faces = search, FaceDetector = new OneFace() });
        Assert.Equal(13, faces.Count);
        string warning = Assert.Single(faces.LoadReport.Warnings, text => text.Contains("not complete", StringComparison.Ordinal));
        Assert.StartsWith("12 images were read although their files are not complete.", warning, StringComparison.Ordinal);
        Assert.Contains($"happy/cut00.jpg: {Expected}", warning, StringComparison.Ordinal);
        Assert.Contains($"happy/cut09.jpg: {Expected} ...", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("cut10", warning, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<InputImage> Frames(params InputImage[] frames)
    {
        foreach (InputImage frame in frames)
        {
            await Task.Yield();
            yield return frame;
        }
    }

    private sealed class OneFace : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken) =>
            [new DetectedFace { Box = new FaceBox(10, 10, 40, 40), Confidence = 0.9f }];
    }
}
