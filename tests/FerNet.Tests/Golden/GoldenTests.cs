using System.Text.Json;
using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet.Tests.Golden;

/// <summary>Files of version 1.0 keep their meaning, or are refused with what to do.</summary>
public class GoldenTests
{
    private static readonly FerDataset Faces = GoldenFaces.Dataset();

    [Fact]
    public void A_model_zip_of_version_1_0_loads_and_gives_its_recorded_probabilities()
    {
        using EmotionModel model = EmotionModel.Load(GoldenFiles.PathOf(GoldenFiles.Model));
        AssertClose(Recorded(GoldenFiles.Probabilities), model.Score(Faces.PublicTest));
        Assert.Equal("golden", model.Card.Name);
        Assert.Equal("1.0.0", model.Card.FerNetVersion);
        Assert.Equal(5, model.Card.Seed);
        Assert.Equal(Faces.Digest, model.Card.DataDigest);
        Assert.Equal(GoldenFiles.Network.ToString(), model.Card.Network);
    }

    [Fact]
    public void A_dataset_of_format_1_loads_and_gives_its_faces()
    {
        FerDataset loaded = FerDataset.Load(GoldenFiles.DatasetPath);
        Assert.Equal((Faces.PublicTest.Digest, Faces.Name, true), (loaded.Digest, loaded.Name, loaded.HasSplits));
        Assert.Equal(Enumerable.Range(57, 14), Enumerable.Range(0, loaded.Count).Select(loaded.RowNumber));
    }

    [Fact]
    public void ML_NET_loads_the_zip_of_version_1_0_and_gives_the_same_columns()
    {
        MLContext context = new();
        ITransformer transformer = context.Model.Load(GoldenFiles.PathOf(GoldenFiles.Model), out DataViewSchema schema);
        Assert.Equal("Image", Assert.Single(schema).Name);
        FerDataset test = Faces.PublicTest;
        // An image of exactly 48 x 48 pixels is read as it is, so that no face detector decides here.
        IDataView data = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, test.Count)
                .Select(i => new Row { Image = EncodedImages.Gray(test.Pixels(i).ToArray(), FacePatch.Size, FacePatch.Size) }));
        IDataView answers = transformer.Transform(data);
        float[][] scores = [.. answers.GetColumn<float[]>("Score")];
        AssertClose(Recorded(GoldenFiles.Probabilities), [.. scores.SelectMany(row => row)]);
        string[] expected = [.. scores.Select(row => EmotionExtensions.Names[Array.IndexOf(row, row.Max())])];
        Assert.Equal(expected, answers.GetColumn<string>("Emotion"));
        Assert.Equal(expected, answers.GetColumn<uint>("PredictedLabel").Select(key => EmotionExtensions.Names[(int)key - 1]));
    }

    [Fact]
    public void A_checkpoint_of_the_first_version_is_refused_with_what_to_do_and_left_alone()
    {
        NativeTorch.Require();
        using TemporaryFolder folder = new();
        string path = folder.File(Checkpoint.FileName);
        File.Copy(GoldenFiles.PathOf(Checkpoint.FileName), path);
        // It compared settings as a text that left things out: that a run is its own cannot be shown.
        InvalidDataException refusal =
            Assert.Throws<InvalidDataException>(() =>
                new EmotionTrainer(GoldenFiles.Options with { CheckpointDirectory = folder.Path, Resume = true }).Train(Faces));
        Assert.Contains(Checkpoint.FileName, refusal.Message);
        Assert.Contains("did not record every setting and input of a run", refusal.Message);
        Assert.Contains("Delete it to train from the start, or name another folder.", refusal.Message);
        Assert.Equal(File.ReadAllBytes(GoldenFiles.PathOf(Checkpoint.FileName)), File.ReadAllBytes(path));
    }

    [Fact]
    public void A_zip_of_version_1_0_finds_faces_with_the_detector_of_the_package()
    {
        using SKBitmap scene = new(320, 240, SKColorType.Rgba8888, SKAlphaType.Opaque);
        scene.Erase(new SKColor(120, 130, 140));
        DrawnImage.DrawFace(scene, Emotion.Surprise, seed: 3, new FaceBox(190, 40, 100, 100));
        using SKData png = scene.Encode(SKEncodedImageFormat.Png, 100);
        byte[] image = png.ToArray();
        using EmotionPredictor predictor = EmotionPredictor.Load(GoldenFiles.PathOf(GoldenFiles.Model));
        EmotionPrediction expected = predictor.Predict(image);
        Assert.InRange(Assert.NotNull(expected.Box).X, 150, 230);

        MLContext context = new();
        IDataView answers = context.Model.Load(GoldenFiles.PathOf(GoldenFiles.Model), out _)
            .Transform(context.Data.LoadFromEnumerable([new Row { Image = image }]));
        AssertClose([.. expected.Probabilities], Assert.Single(answers.GetColumn<float[]>("Score")));
    }

    [Fact]
    public void A_detector_file_of_version_1_0_is_refused_with_what_to_do()
    {
        InvalidDataException refusal =
            Assert.Throws<InvalidDataException>(() => FaceDetector.Load(GoldenFiles.PathOf(GoldenFiles.Detector)));
        Assert.Contains(GoldenFiles.Detector, refusal.Message);
        Assert.Contains("is a detector of format 1", refusal.Message);
        Assert.Contains("Use FaceDetector.CreateDefault", refusal.Message);
        Assert.Contains("train a detector with FaceDetectorTrainer.", refusal.Message);
    }

    private static float[] Recorded(string name) => JsonSerializer.Deserialize<float[]>(File.ReadAllText(GoldenFiles.PathOf(name)))!;

    private static void AssertClose(float[] expected, float[] actual)
    {
        const float Tolerance = 1e-5f;
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - Tolerance, expected[i] + Tolerance);
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
