using System.Text.Json;
using FerNet.Tests.Pictures;
using FerNet.Training;
using FerNet.Training.Native;
using Microsoft.ML;
using Microsoft.ML.Data;

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
    public void ML_NET_loads_the_zip_of_version_1_0_and_gives_the_same_columns()
    {
        MLContext context = new();
        ITransformer transformer = context.Model.Load(GoldenFiles.PathOf(GoldenFiles.Model), out DataViewSchema schema);
        Assert.Equal("Image", Assert.Single(schema).Name);
        FerDataset test = Faces.PublicTest;
        // A picture of exactly 48 x 48 pixels is read as it is, so that no face detector decides here.
        IDataView data = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, test.Count)
                .Select(i => new Row { Image = PictureFiles.Gray(test.Pixels(i).ToArray(), FacePatch.Size, FacePatch.Size) }));
        IDataView answers = transformer.Transform(data);
        float[][] scores = [.. answers.GetColumn<float[]>("Score")];
        AssertClose(Recorded(GoldenFiles.Probabilities), [.. scores.SelectMany(row => row)]);
        string[] expected = [.. scores.Select(row => Emotions.Names[Array.IndexOf(row, row.Max())])];
        Assert.Equal(expected, answers.GetColumn<string>("Emotion"));
        Assert.Equal(expected, answers.GetColumn<uint>("PredictedLabel").Select(key => Emotions.Names[(int)key - 1]));
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
    public void A_detector_file_of_version_1_0_finds_what_it_found()
    {
        using FaceDetector detector = FaceDetector.Load(GoldenFiles.PathOf(GoldenFiles.Detector));
        float[] found = [.. detector.DetectSquares(GoldenFaces.Squares())
            .SelectMany(face => (float[])[face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height, face.Confidence])];
        float[][] recorded = JsonSerializer.Deserialize<float[][]>(File.ReadAllText(GoldenFiles.PathOf(GoldenFiles.Detections)))!;
        AssertClose([.. recorded.SelectMany(face => face)], found, tolerance: 1e-2f);
    }

    private static float[] Recorded(string name) => JsonSerializer.Deserialize<float[]>(File.ReadAllText(GoldenFiles.PathOf(name)))!;

    private static void AssertClose(float[] expected, float[] actual, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - tolerance, expected[i] + tolerance);
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
