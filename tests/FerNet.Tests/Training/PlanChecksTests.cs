using FerNet.Imaging;
using FerNet.Networks.Layers;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training;

/// <summary>What cannot be trained is refused before the first step, with the reason and the cure.</summary>
public class PlanChecksTests
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 3, seed: 1);

    private static readonly EmotionTrainerOptions Options =
        new() { Network = SmallNetworks.Residual, Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 8 } };

    [Fact]
    public void A_validation_set_without_labels_or_faces_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("test.csv"), Data.Tables.Test(4));
        AssertRefused(Options with { ValidationSet = FerDataset.Load(folder.File("test.csv")) }, Faces,
            "ValidationSet (test.csv) has no labels");
        AssertRefused(Options with { ValidationSet = Faces.PrivateTest }, Faces, "holds no faces");
    }

    [Fact]
    public void Faces_of_one_emotion_are_refused_unless_asked_for()
    {
        FerDataset happy = FerDataset.FromFaces(new byte[8 * FacePatch.PixelCount], [.. Enumerable.Repeat(Emotion.Happy, 8)]);
        AssertRefused(Options, happy, "All 8 Training faces are labeled happy", "AllowSingleEmotion");
        Assert.Equal(8, TrainingPlan.Make(Options with { AllowSingleEmotion = true, ValidationSetFraction = 0 }, happy).Training.Count);
    }

    [Fact]
    public void Too_few_faces_after_some_are_held_back_are_refused_with_both_shares()
    {
        FerDataset three = Faces.Take(3);
        EmotionTrainerOptions held =
            Options with { ValidationSetFraction = 0.5, Recipe = Options.Recipe with { CalibrationFraction = 0.5 } };
        AssertRefused(held, three, "1 Training faces are left after 2 were held back", "ValidationSetFraction", "CalibrationFraction");
        Assert.Equal(3, TrainingPlan.Make(Options with { ValidationSetFraction = 0 }, three).Training.Count);
    }

    [Fact]
    public void Answers_about_crops_that_do_not_repeat_cannot_be_cached()
    {
        using EmotionModel teacher = SmallModel.Load();
        TrainingRecipe cycle = Options.Recipe with { TeachersSeeCrops = true, AugmentationCycle = 2 };
        EmotionTrainerOptions taught = Options with { Teachers = [teacher] };
        CropPhase[] phases = [new CropPhase { From = 0, Size = 40 }, new CropPhase { From = 0.5, Size = 48 }];
        AssertRefused(taught with { Recipe = cycle with { Crops = phases } }, Faces,
            "repeats its augmentations every 2 epochs (AugmentationCycle) and its teachers answer about each crop once, but " +
            "Crops has 2 phases. Use one phase, or set AugmentationCycle to 0.");
        AssertRefused(taught with { Recipe = cycle with { Augmentation = new Augmentation { MixupAlpha = 0.2 } } }, Faces,
            "but MixupAlpha is 0.2. Set MixupAlpha or AugmentationCycle to 0.");
        Augmentation late = new() { ErasingChance = 0.2, ErasingFrom = 0.3 };
        AssertRefused(taught with { Recipe = cycle with { Augmentation = late } }, Faces,
            "ErasingFrom is 0.3. Set ErasingFrom or AugmentationCycle to 0.");

        // Nothing is cached without teachers, or where they answer about unchanged faces.
        Assert.NotNull(TrainingPlan.Make(Options with { Recipe = cycle with { Crops = phases } }, Faces));
        TrainingRecipe unchanged = cycle with { TeachersSeeCrops = false, Augmentation = late };
        Assert.NotNull(TrainingPlan.Make(taught with { Recipe = unchanged }, Faces));
        Assert.Throws<ArgumentOutOfRangeException>(() => cycle with { AugmentationCycle = -1 });
    }

    [Fact]
    public void Enumerations_and_times_that_mean_nothing_are_refused_at_once()
    {
        Assert.Contains("Precision is 9",
            Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Precision = (TrainingPrecision)9 }).Message);
        Assert.Contains("Device is -1",
            Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Device = (TrainingDevice)(-1) }).Message);
        Assert.Contains("Optimizer is 7",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRecipe { Optimizer = (TrainingOptimizer)7 }).Message);
        Assert.Contains("Padding is 5", Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2D(1) { Padding = (Padding)5 }).Message);
        Assert.Contains("Precision is 9",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FaceDetectorTrainerOptions { Precision = (TrainingPrecision)9 }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { CheckpointInterval = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public void Class_weights_are_seven_finite_numbers_above_0()
    {
        Assert.StartsWith("ClassWeights has 6 values; it needs 7.", WeightsRefusal(1, 1, 1, 1, 1, 1), StringComparison.Ordinal);
        foreach ((double wrong, string word) in ((double, string)[])[(0, "0"), (-0.5, "-0.5"), (double.NaN, "NaN")])
            Assert.StartsWith($"ClassWeights[2] is {word}; it must be a finite number above 0.", WeightsRefusal(1, 1, wrong, 1, 1, 1, 1),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Options_own_copies_of_what_they_are_given()
    {
        using EmotionModel model = SmallModel.Load();
        double[] weights = [1, 1, 1, 1, 1, 1, 1];
        EmotionModel[] teachers = [model];
        CropPhase[] crops = [new CropPhase { From = 0, Size = 48 }];
        EmotionTrainerOptions options =
            Options with { ClassWeights = weights, Teachers = teachers, Recipe = Options.Recipe with { Crops = crops } };
        (weights[0], teachers[0], crops[0]) = (-5, null!, null!);
        Assert.Equal(1, options.ClassWeights![0]);
        Assert.Same(model, options.Teachers[0]);
        Assert.Equal(48, options.Recipe.Crops[0].Size);
        Assert.Throws<NotSupportedException>(() => ((IList<double>)options.ClassWeights)[0] = 3);
    }

    [Fact]
    public void A_background_that_is_no_image_is_named_before_the_first_step()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("good.png"), EncodedImages.Gray(new byte[64 * 64], 64, 64));
        File.WriteAllText(folder.File("notes.png"), "no image");
        int steps = 0;
        FaceDetectorTrainerOptions options = new() { Steps = 1, BatchSize = 1, InputSize = 64, ProgressCallback = _ => steps++ };
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => new FaceDetectorTrainer(options)
                .Train(DrawnPhotographs.Write(folder, 2, seed: 1), [folder.File("good.png"), folder.File("notes.png")]));
        Assert.Contains("notes.png", error.Message);
        Assert.Equal(0, steps);
    }

    private static string WeightsRefusal(params double[] weights) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { ClassWeights = weights }).Message;

    private static void AssertRefused(EmotionTrainerOptions options, FerDataset faces, params string[] parts)
    {
        string message = Assert.Throws<ArgumentException>(() => TrainingPlan.Make(options, faces)).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
