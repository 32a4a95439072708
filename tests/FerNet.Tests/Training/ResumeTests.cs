using FerNet.Data.Detection;
using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Training.Identity;
using FerNet.Training.Native;

namespace FerNet.Tests.Training;

/// <summary>A checkpoint goes on only in the run that it came from, and is never changed by one that it refuses.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 6, seed: 1, testPerLabel: 2);

    private readonly TemporaryFolder folder = new();
    private readonly EmotionTrainerOptions options;

    public ResumeTests()
    {
        NativeTorch.Require();
        options = new EmotionTrainerOptions
        {
            Network = SmallNetworks.Residual,
            Recipe = new TrainingRecipe { BatchSize = 16, Epochs = 1, AveragingDecay = 0.5, WeightDecay = 0.001 },
            CheckpointDirectory = folder.Path,
            Resume = true,
        };
    }

    private string FilePath => folder.File(Checkpoint.FileName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Another_decay_validation_set_or_class_weight_is_refused_by_name()
    {
        Train(options);
        AssertRefused(options with { Recipe = options.Recipe with { WeightDecay = 0.002 } },
            "Recipe.WeightDecay: 0.001 in the checkpoint, 0.002 now");
        AssertRefused(options with { ValidationSet = Patterns.Dataset(perLabel: 2, seed: 9) }, "ValidationSet.Pixels: ");
        AssertRefused(options with { ClassWeights = [1, 1, 1, 1, 1, 1, 3] }, "ClassWeights[6]: nothing in the checkpoint, 3 now");
        AssertRefused(
            options with
            {
                Network =
                new Network("residual", [.. SmallNetworks.Residual.Layers.SkipLast(2), new Dropout(0.101), new Dense(7)])
            },
                    "Network.Layers[6].Rate: 0.1 in the checkpoint, 0.101 now");
        Train(options);
    }

    [Fact]
    public void Surplus_missing_misshapen_and_infinite_tensors_are_refused_by_name()
    {
        Train(options);
        (Dictionary<string, WeightArray> tensors, string text) = TensorFile.Read(FilePath);
        void Refused(Dictionary<string, WeightArray> others, string expected)
        {
            TensorFile.Write(FilePath, others, text);
            AssertRefused(options, expected);
        }
        Refused(new(tensors) { ["weights/99.kernel"] = new WeightArray([1], [1]) }, "the run has no tensor weights/99.kernel");
        Refused(tensors.Where(entry => entry.Key != "best/1.mean").ToDictionary(), "the tensor best/1.mean is missing");
        Refused(new(tensors) { ["best/1.mean"] = new WeightArray([1, 2], [2]) }, "the tensor best/1.mean is [2]; the run needs [8]");
        Refused(new(tensors) { ["best/1.mean"] = new WeightArray([1, 2, 3, 4, 5, 6, 7, float.NaN], [8]) },
            "the tensor best/1.mean holds an infinity or NaN");
        TensorFile.Write(FilePath, tensors, text);
        Train(options);
    }

    [Theory]
    [InlineData("\"Epoch\":1", "\"Epoch\":-1")]
    [InlineData("\"Epoch\":1", "\"Epoch\":2")]
    [InlineData("\"TotalSteps\":3", "\"TotalSteps\":4")]
    [InlineData("\"Step\":0", "\"Step\":1000")]
    [InlineData("\"IsFinished\":true", "\"IsFinished\":false")]
    public void A_place_in_the_training_that_cannot_be_is_refused(string part, string other)
    {
        Train(options);
        (Dictionary<string, WeightArray> tensors, string text) = TensorFile.Read(FilePath);
        Assert.Contains(part, text);
        TensorFile.Write(FilePath, tensors, text.Replace(part, other, StringComparison.Ordinal));
        AssertRefused(options, "its epoch or step is outside this run");
    }

    [Fact]
    public void A_checkpoint_without_an_identity_says_why_it_is_refused_and_what_to_do()
    {
        Train(options);
        (Dictionary<string, WeightArray> tensors, _) = TensorFile.Read(FilePath);
        TensorFile.Write(FilePath, tensors, """{"Plan":"network plain; seed 1","Epoch":1}""");
        AssertRefused(options, "did not record every setting and input of a run");
        AssertRefused(options, "Delete it to train from the start, or name another folder.");
        TensorFile.Write(FilePath, tensors, "no JSON");
        AssertRefused(options, "does not say where its training stands");
    }

    [Fact]
    public void A_detectors_changed_backgrounds_and_rate_are_refused_by_name()
    {
        string Ground(int step)
        {
            string path = folder.File($"ground{step}.png");
            File.WriteAllBytes(path, EncodedImages.Gray([.. Enumerable.Range(0, 160 * 120).Select(i => (byte)(i * step))], 160, 120));
            return path;
        }
        FaceDetectorTrainerOptions settings =
            new() { Steps = 2, BatchSize = 2, InputSize = 64, CheckpointDirectory = folder.Path, Resume = true };
        FaceDetectionDataset photographs = DrawnPhotographs.Write(folder, 2, seed: 1);
        string one = Ground(7), other = Ground(11);
        void Train(FaceDetectorTrainerOptions options, params string[] grounds) =>
            new FaceDetectorTrainer(options).Train(photographs, grounds).Dispose();
        Train(settings, one);
        Assert.Contains("Backgrounds: ", Assert.Throws<InvalidDataException>(() => Train(settings, other)).Message);
        Assert.Contains("BackgroundCount: 1 in the checkpoint, 2 now",
            Assert.Throws<InvalidDataException>(() => Train(settings, one, other)).Message);
        Assert.Contains("LearningRate: 0.002 in the checkpoint, 0.001 now",
            Assert.Throws<InvalidDataException>(() => Train(settings with { LearningRate = 0.001 }, one)).Message);
        Train(settings, one);

        string path = folder.File(DetectorCheckpoint.FileName);
        (Dictionary<string, WeightArray> tensors, string text) = TensorFile.Read(path);
        TensorFile.Write(path, new Dictionary<string, WeightArray>(tensors) { ["weights/none"] = new([1], [1]) }, text);
        Assert.Contains("the run has no tensor weights/none", Assert.Throws<InvalidDataException>(() => Train(settings, one)).Message);
        TensorFile.Write(path, new Dictionary<string, WeightArray>(tensors) { ["a\u001b[31mb"] = new([1], [1]) }, text);
        Assert.Contains("the run has no tensor a?[31mb", Assert.Throws<InvalidDataException>(() => Train(settings, one)).Message);

        void Refused(string other, string expected)
        {
            Assert.NotEqual(text, other);
            TensorFile.Write(path, tensors, other);
            string refusal = Assert.Throws<InvalidDataException>(() => Train(settings, one)).Message;
            Assert.Contains(expected, refusal);
            Assert.Contains(path, refusal);
        }
        const string NoPlace = "its epoch or step is outside this run";
        Refused(text.Replace("{\"Identity\":\"", "{\"Identity\":\"no JSON", StringComparison.Ordinal),
            "the identity of its run cannot be read");
        Refused("""{"Identity":null}""", "does not say where its training stands");
        Refused(text.Replace("\"Step\":2,\"Sum", "\"Step\":-1,\"Sum", StringComparison.Ordinal), NoPlace);
        Refused(text.Replace("\"Step\":2,\"Sum", "\"Step\":3,\"Sum", StringComparison.Ordinal), NoPlace);
        Refused(text.Replace("\"SummedSteps\":0", "\"SummedSteps\":-1", StringComparison.Ordinal), NoPlace);
        Refused(text.Replace("\"History\":[", "\"History\":[null,", StringComparison.Ordinal), NoPlace);
        TensorFile.Write(path, tensors, text);
        Train(settings, one);
    }

    [Fact]
    public void Every_option_of_a_detectors_training_is_part_of_its_identity_or_decides_no_number()
    {
        string[] decideNothing =
        [
            nameof(FaceDetectorTrainerOptions.ValidationInterval), nameof(FaceDetectorTrainerOptions.CheckpointDirectory),
                nameof(FaceDetectorTrainerOptions.CheckpointInterval),
            nameof(FaceDetectorTrainerOptions.Resume), nameof(FaceDetectorTrainerOptions.ProgressCallback),
                nameof(FaceDetectorTrainerOptions.MetricsCallback),
            nameof(FaceDetectorTrainerOptions.Created), nameof(FaceDetectorTrainerOptions.Reproducible),
        ];
        IEnumerable<string> identity = typeof(DetectorIdentity).GetProperties().Select(property => property.Name);
        Assert.Empty(typeof(FaceDetectorTrainerOptions).GetProperties().Select(property => property.Name).Except(identity)
            .Except(decideNothing));
    }

    private static void Train(EmotionTrainerOptions options)
    {
        using TrainingRun run = new(TrainingPlan.Make(options, Faces));
        run.Run(default);
    }

    private void AssertRefused(EmotionTrainerOptions other, string expected)
    {
        byte[] before = File.ReadAllBytes(FilePath);
        string refusal = Assert.Throws<InvalidDataException>(() => Train(other)).Message;
        Assert.Contains(expected, refusal);
        Assert.Contains(FilePath, refusal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }
}
