using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet.Tests.Prediction;

public sealed class EmotionPredictorTests : IDisposable
{
    private readonly EmotionModel model = SmallModel.Load();
    private readonly EmotionPredictor predictor;
    private readonly byte[] patch = SmallModel.Faces.Pixels(5).ToArray();

    public EmotionPredictorTests() => predictor = new EmotionPredictor(model, new EmotionPredictorOptions { Faces = FaceSearch.None });

    public void Dispose()
    {
        predictor.Dispose();
        model.Dispose();
    }

    [Fact]
    public async Task Every_door_gives_the_same_answer()
    {
        using TemporaryFolder folder = new();
        byte[] png = EncodedImages.Gray(patch, 48, 48);
        string path = folder.Write("face.png", png);
        using MemoryStream stream = new(png);
        using MLImage image = MLImage.CreateFromFile(path);
        float[] expected = model.Score(patch);

        Assert.All(
            [predictor.PredictPatch(patch), predictor.Predict(path), predictor.Predict(png), predictor.Predict(stream),
                predictor.Predict(image), predictor.PredictBatch([path])[0], predictor.PredictBatch([InputImage.Load(path)])[0],
                predictor.PredictFaces(path)[0], predictor.PredictFaces(png)[0], predictor.PredictFaces(new MemoryStream(png))[0],
                (await predictor.PredictFacesAsync(new MemoryStream(png)))[0], predictor.PredictFacesBatch([path])[0][0],
                predictor.PredictFacesBatch([InputImage.Load(path)])[0][0], predictor.Explain(path).Prediction,
                predictor.Explain(png).Prediction, predictor.Explain(new MemoryStream(png)).Prediction],
            answer =>
            {
                Assert.Equal(expected, answer.Probabilities);
                Assert.Equal(expected.Max(), answer.Confidence);
                Assert.Equal(expected.Max(), answer[answer.Emotion]);
                Assert.Equal(1, answer[Valence.Negative] + answer[Valence.Neutral] + answer[Valence.Positive], 5e-5f);
                Assert.Null(answer.Box);
                Assert.False(answer.IsUncertain);
                Assert.StartsWith(answer.Emotion.Name(), answer.ToString());
            });
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 1e-6)]
    [InlineData(SKEncodedImageFormat.Webp, 0.1)]
    [InlineData(SKEncodedImageFormat.Jpeg, 0.1)]
    public void Formats_differ_only_by_their_loss(SKEncodedImageFormat format, double tolerance)
    {
        EmotionPrediction answer = predictor.Predict(EncodedImages.Gray(patch, 48, 48, format));
        AssertClose(predictor.PredictPatch(patch), answer, tolerance);
    }

    [Fact]
    public void Bitmaps_gifs_and_sixteen_bit_images_are_read()
    {
        EmotionPrediction expected = predictor.PredictPatch(patch);
        AssertClose(expected, predictor.Predict(EncodedImages.GrayBitmapFile(patch, 48, 48)), 1e-6);
        AssertClose(expected, predictor.Predict(EncodedImages.GrayGif(patch, 48, 48, furtherFrames: 1)), 0.02);
        AssertClose(expected,
            predictor.Predict(EncodedImages.DeepGrayPng([.. patch.Select(level => (ushort)(level * 257))], 48, 48)), 0.02);
    }

    [Fact]
    public void A_turned_photograph_is_set_upright_first()
    {
        byte[] upright = EncodedImages.Gray(patch, 48, 48, SKEncodedImageFormat.Jpeg);
        byte[] upsideDown = EncodedImages.Gray([.. patch.Reverse()], 48, 48, SKEncodedImageFormat.Jpeg);
        AssertClose(predictor.Predict(upright), predictor.Predict(EncodedImages.WithOrientation(upsideDown, 3)), 0.05);
    }

    [Fact]
    public void A_larger_image_is_answered_as_the_patch_that_is_cut_from_it()
    {
        byte[] large = new byte[480 * 480];
        for (int i = 0; i < large.Length; i++) large[i] = patch[(i / 480 / 10 * 48) + (i % 480 / 10)];
        byte[] cut = FerNet.Imaging.PatchCropper.CropCenteredSquare(new FerNet.Imaging.GrayImage(480, 480, large));
        AssertClose(predictor.PredictPatch(cut), predictor.Predict(EncodedImages.Gray(large, 480, 480)), 1e-6);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Averaging_over_views_does_so_and_uncertain_answers_are_marked(bool mirrored, bool closer)
    {
        using EmotionPredictor averaging =
            new(model, new EmotionPredictorOptions { AverageMirrorImage = mirrored, AverageTighterCrop = closer, MinConfidence = 1 });
        byte[] cut = new byte[FacePatch.PixelCount];
        AreaResize.Resize(new GrayImage(48, 48, patch), new FaceBox(24 - (24 / 1.06f), 24 - (24 / 1.06f), 48 / 1.06f, 48 / 1.06f),
            cut, 48, 48);
        List<byte[]> views = closer ? [patch, cut] : [patch];
        if (mirrored) views.AddRange([.. views.Select(view => (byte[])[.. view.Chunk(48).SelectMany(row => row.Reverse())])]);
        double[] product =
            [.. EmotionExtensions.All.Select(emotion =>
                views.Aggregate(1.0, (so, view) => so * Math.Pow(predictor.PredictPatch(view)[emotion], 1.0 / views.Count)))];

        EmotionPrediction answer = averaging.PredictPatch(patch);
        for (int i = 0; i < 7; i++) Assert.Equal(product[i] / product.Sum(), answer.Probabilities[i], 5e-6);
        Assert.True(answer.IsUncertain);
        Assert.StartsWith("uncertain", answer.ToString());
    }

    [Fact]
    public void Eight_threads_predict_the_same_as_one()
    {
        FerDataset faces = SmallModel.Faces.PublicTest;
        float[][] expected =
            [.. Enumerable.Range(0, faces.Count).Select(i => predictor.PredictPatch(faces.Pixels(i)).Probabilities.ToArray())];
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(Ask))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Equal(0, wrong);

        void Ask()
        {
            for (int i = 0; i < faces.Count; i++)
            {
                if (!predictor.PredictPatch(faces.Pixels(i)).Probabilities.SequenceEqual(expected[i])) Interlocked.Increment(ref wrong);
            }
        }
    }

    [Fact]
    public void What_is_no_image_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("text.jpg", "this is a text"u8);
        Assert.Contains("text.jpg", Assert.Throws<InvalidDataException>(() => predictor.Predict(text)).Message);
        Assert.Contains("none.png", Assert.Throws<FileNotFoundException>(() => predictor.Predict(folder.File("none.png"))).Message);
        Assert.Contains("folder", Assert.Throws<FileNotFoundException>(() => predictor.Predict(folder.Path)).Message);
        Assert.Throws<InvalidDataException>(() => predictor.Predict(Array.Empty<byte>()));
        Assert.Contains("2,304", Assert.Throws<ArgumentException>(() => predictor.PredictPatch(new byte[7])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.PredictPatch(patch)[(Emotion)9]);
        Assert.Empty(predictor.PredictBatch((string[])[]));
    }

    private static void AssertClose(EmotionPrediction expected, EmotionPrediction actual, double tolerance)
    {
        for (int i = 0; i < 7; i++)
            Assert.InRange(actual.Probabilities[i], expected.Probabilities[i] - tolerance, expected.Probabilities[i] + tolerance);
    }
}
