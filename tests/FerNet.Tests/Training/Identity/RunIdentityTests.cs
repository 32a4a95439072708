using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Data;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Identity;

namespace FerNet.Tests.Training.Identity;

/// <summary>Nothing that decides a training's numbers is left out of its identity, whatever properties are added later.</summary>
public class RunIdentityTests
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 6, seed: 2, testPerLabel: 2);

    private static readonly EmotionTrainerOptions Options = new()
    {
        Network = SmallNetworks.Everything,
        Recipe = TrainingRecipe.Default with
        {
            Crops = [new CropPhase { From = 0, Size = 48 }],
            Schedule = LearningRateSchedule.WarmUpThenCosine(0.1, 0.2),
            CalibrationFraction = 0.1,
        },
        EarlyStopping = new EarlyStopping(),
        ClassWeights = [1, 1, 2, 1, 1, 1, 1],
    };

    [Fact]
    public void Every_value_at_any_depth_changes_the_identity_and_is_named()
    {
        RunIdentity identity = RunIdentity.Create(TrainingPlan.Make(Options, Faces));
        string text = identity.ToJson();
        (string Path, object Changed)[] variants = [.. Variants.Of(identity)];
        Assert.InRange(variants.Length, 80, 1000);
        Assert.Contains(variants, variant => variant.Path == "Recipe.Augmentation.Shift");
        Assert.Contains(variants, variant => variant.Path == "Network.Layers[5].Groups");
        foreach ((string path, object changed) in variants)
        {
            string other = ((RunIdentity)changed).ToJson();
            Assert.False(text == other, $"{path} is no part of the identity.");
            Assert.Contains($"{path}", IdentityDifference.Text(text, other), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(typeof(Layer))]
    [InlineData(typeof(LearningRateSchedule))]
    public void Every_kind_of_layer_and_schedule_tells_its_kind_and_all_its_values(Type root)
    {
        Type[] kinds = [.. root.Assembly.GetTypes().Where(type => type.IsSubclassOf(root))];
        Assert.NotEmpty(kinds);
        HashSet<string> seen = [];
        foreach (object one in kinds.Select(RuntimeHelpers.GetUninitializedObject))
        {
            string text = Json(one);
            Assert.True(seen.Add(text), $"{one.GetType().Name} looks like another one: {text}");
            foreach ((string path, object changed) in Variants.Of(one))
                Assert.False(text == Json(changed), $"{one.GetType().Name}.{path} is no part of the identity.");
        }
    }

    [Fact]
    public void Every_option_is_part_of_the_identity_or_decides_no_number_of_the_training()
    {
        using EmotionModel model = SmallModel.Load();
        EmotionTrainerOptions options = Options with { Network = SmallNetworks.Residual };
        Dictionary<string, EmotionTrainerOptions> changed = new()
        {
            [nameof(Options.Network)] = options with { Network = new Network("other", SmallNetworks.Residual.Layers) },
            [nameof(Options.Recipe)] = options with { Recipe = options.Recipe with { WeightDecay = 0.1 } },
            [nameof(Options.Epochs)] = options with { Epochs = 7 },
            [nameof(Options.BatchSize)] = options with { BatchSize = 7 },
            [nameof(Options.LearningRate)] = options with { LearningRate = 0.007 },
            [nameof(Options.LearningRateSchedule)] = options with { LearningRateSchedule = LearningRateSchedule.Steps(0.1, 0.5) },
            [nameof(Options.EarlyStopping)] = options with { EarlyStopping = null },
            [nameof(Options.ValidationSet)] = options with { ValidationSet = Patterns.Dataset(perLabel: 2, seed: 3) },
            [nameof(Options.ValidationSetFraction)] = options with { ValidationSetFraction = 0.3 },
            [nameof(Options.ClassWeights)] = options with { ClassWeights = null },
            [nameof(Options.Teachers)] = options with { Teachers = [model] },
            [nameof(Options.StartFrom)] = options with { StartFrom = model },
            [nameof(Options.Seed)] = options with { Seed = 2 },
            [nameof(Options.Precision)] =
                options with { Precision = Processor.HasBFloat16 ? TrainingPrecision.Float32 : TrainingPrecision.BFloat16 },
            [nameof(Options.TimeLimit)] = options with { TimeLimit = TimeSpan.FromMinutes(1) },
            [nameof(Options.Device)] = options with { Device = TrainingDevice.Cuda },
        };
        string[] decideNothing =
        [
            nameof(Options.AllowSingleEmotion), nameof(Options.HalfWeights), nameof(Options.Created), nameof(Options.Reproducible),
                nameof(Options.CheckpointDirectory),
                nameof(Options.CheckpointInterval), nameof(Options.Resume),
            nameof(Options.MetricsCallback), nameof(Options.ProgressCallback), nameof(Options.BestModelPath),
                nameof(Options.KeepBestWhenCanceled),
            nameof(Options.LabelColumnName), nameof(Options.FeatureColumnName), nameof(Options.ScoreColumnName),
                nameof(Options.PredictedLabelColumnName), nameof(Options.EmotionColumnName),
        ];
        string[] all =
            [.. typeof(EmotionTrainerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];
        Assert.Equal(all.Order(), changed.Keys.Concat(decideNothing).Order());

        // Faces without a validation split, so that the fraction that is held back matters.
        FerDataset faces = Patterns.Dataset(perLabel: 8, seed: 2);
        string Text(EmotionTrainerOptions settings) => RunIdentity.Create(TrainingPlan.Make(settings, faces)).ToJson();
        string before = Text(options);
        Assert.Equal(before, Text(options));
        Assert.All(changed, entry => Assert.NotEqual(before, Text(entry.Value)));
    }

    [Fact]
    public void Two_models_of_one_name_and_time_are_told_apart_by_their_content()
    {
        using EmotionModel one = SmallModel.Load();
        using EmotionModel other =
            new EmotionTrainer(new EmotionTrainerOptions { Network = SmallNetworks.Residual, Recipe = new TrainingRecipe { Epochs = 1 } })
                .Train(SmallModel.Faces);
        EmotionTrainerOptions options = Options with { Network = SmallNetworks.Residual };
        string Text(EmotionTrainerOptions settings) => RunIdentity.Create(TrainingPlan.Make(settings, Faces)).ToJson();
        Assert.Contains("StartFrom: ",
            IdentityDifference.Text(Text(options with { StartFrom = one }), Text(options with { StartFrom = other })));
        Assert.Contains("Teachers[0]: ",
            IdentityDifference.Text(Text(options with { Teachers = [one] }), Text(options with { Teachers = [other] })));
    }

    [Theory]
    [InlineData("TrainingSet.Pixels")]
    [InlineData("TrainingSet.Labels")]
    [InlineData("TrainingSet.Count")]
    [InlineData("ValidationSet.Pixels")]
    [InlineData("ValidationSet.Labels")]
    public void Changed_faces_are_named_by_what_changed(string expected)
    {
        FerDataset training = Faces.Training, validation = Faces.PublicTest;
        EmotionTrainerOptions options = Options with { Recipe = Options.Recipe with { CalibrationFraction = 0 } };
        (FerDataset faces, FerDataset judges) = expected switch
        {
            "TrainingSet.Pixels" => (Changed(training, pixel: true), validation),
            "TrainingSet.Labels" => (Changed(training, pixel: false), validation),
            "TrainingSet.Count" => (training.Take(training.Count - 1), validation),
            "ValidationSet.Pixels" => (training, Changed(validation, pixel: true)),
            _ => (training, Changed(validation, pixel: false)),
        };
        string Text(FerDataset learned, FerDataset judged) =>
            RunIdentity.Create(TrainingPlan.Make(options with { ValidationSet = judged }, learned)).ToJson();
        Assert.Contains(expected, IdentityDifference.Text(Text(training, validation), Text(faces, judges)));
    }

    [Fact]
    public void Votes_are_part_of_the_identity_where_they_are_learned()
    {
        using TemporaryFolder folder = new();
        FerDataset Load(int anger)
        {
            File.WriteAllText(folder.File("fer2013.csv"), Tables.Fer2013(28));
            string header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
            // Label order of FER2013: angry, disgust, fear, happy, sad, surprise, neutral; most of ten votes agree with it.
            int[] column = [4, 5, 6, 1, 3, 2, 0];
            string rows = string.Join('\n', Enumerable.Range(0, 28).Select(row =>
            {
                int[] votes = new int[10];
                votes[column[row % 7]] = 10;
                if (row == 0) (votes[4], votes[0]) = (anger, 10 - anger);
                return $"{Tables.Usage(row)},fer{row:0000000}.png,{string.Join(',', votes)}";
            }));
            File.WriteAllText(folder.File("fer2013new.csv"), header + rows + "\n");
            return FerDataset.Load(folder.File("fer2013.csv"));
        }
        FerDataset before = Load(10), after = Load(7);
        Assert.True(before.HasVotes);
        string Text(FerDataset faces, double weight) =>
            RunIdentity.Create(TrainingPlan.Make(
                Options with { Recipe = Options.Recipe with { VotesWeight = weight, CalibrationFraction = 0 } }, faces)).ToJson();
        Assert.StartsWith("TrainingSet.Votes: ", IdentityDifference.Text(Text(before, 1), Text(after, 1)));
        Assert.Equal(Text(before, 0), Text(after, 0));
    }

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        CultureInfo current = CultureInfo.CurrentCulture;
        string expected = RunIdentity.Create(TrainingPlan.Make(Options, Faces)).ToJson();
        try
        {
            CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, RunIdentity.Create(TrainingPlan.Make(Options, Faces)).ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }
    }

    private static string Json(object one) => (one switch
    {
        Layer layer => With(RunIdentity.Create(TrainingPlan.Make(Options, Faces)), layer),
        LearningRateSchedule schedule => RunIdentity.Create(TrainingPlan.Make(Options with { LearningRateSchedule = schedule }, Faces)),
        _ => throw new NotSupportedException(),
    }).ToJson();

    private static RunIdentity With(RunIdentity identity, Layer layer) =>
        identity with { Network = identity.Network with { Layers = [layer] } };

    private static FerDataset Changed(FerDataset faces, bool pixel)
    {
        byte[] pixels = [.. Enumerable.Range(0, faces.Count).SelectMany(i => faces.Pixels(i).ToArray())];
        Emotion[] labels = [.. Enumerable.Range(0, faces.Count).Select(faces.Label)];
        if (pixel) pixels[^1] ^= 1;
        else labels[^1] = labels[^1] == Emotion.Happy ? Emotion.Sad : Emotion.Happy;
        return FerDataset.FromFaces(pixels, labels, [.. Enumerable.Range(0, faces.Count).Select(faces.Split)]);
    }
}
