using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet;

/// <summary>Settings of an <see cref="EmotionTrainer"/>. Immutable; names follow ML.NET's image classification where it has them.</summary>
public sealed record EmotionTrainerOptions
{
    /// <summary>The network to train. Default: <see cref="Networks.Network.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Network Network { get; init => field = Guard.NotNull(value); } = Network.Default;

    /// <summary>
    /// How the network is trained. Default: <see cref="TrainingRecipe.Default"/>; use <see cref="TrainingRecipe.KerasBaseline"/> for the
    /// network of the Keras tutorial.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TrainingRecipe Recipe { get; init => field = Guard.NotNull(value); } = TrainingRecipe.Default;

    /// <summary>The number of epochs, at least 1. Default: null, the recipe's number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Epochs { get; init => field = value is { } epochs ? Guard.AtLeast(epochs, 1, nameof(Epochs)) : null; }

    /// <summary>The number of faces per step, at least 2. Default: null, the recipe's number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int? BatchSize { get; init => field = value is { } size ? Guard.AtLeast(size, 2, nameof(BatchSize)) : null; }

    /// <summary>
    /// The maximum time of the training steps, more than 0; measuring and writing the model takes extra time. The recipe's schedule then
    /// follows steps or time, whichever has progressed further, so that it always completes. The weights depend on the speed of the machine
    /// and are not reproducible. Default: null, no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than 0.</exception>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is not { } limit || limit > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, $"TimeLimit is {value}; it must be more than 0.");
    }

    /// <summary>The peak learning rate, 1e-12 to 10. Default: null, the recipe's rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double? LearningRate { get; init => field = value is { } rate ? Guard.Between(rate, 1e-12, 10, nameof(LearningRate)) : null; }

    /// <summary>The learning rate schedule. Default: null, the recipe's schedule.</summary>
    public LearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>When to stop before the last epoch. Default: null, never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// The faces on which each epoch is evaluated and the best weights are selected. Default: null, the dataset's PublicTest faces, or
    /// where it has none, <see cref="ValidationSetFraction"/> of its Training faces.
    /// </summary>
    public FerDataset? ValidationSet { get; init; }

    /// <summary>
    /// Share of the Training faces held out for validation where no validation faces are given, 0 (none) to 0.5. Default: 0.1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double ValidationSetFraction { get; init => field = Guard.Between(value, 0, 0.5, nameof(ValidationSetFraction)); } = 0.1;

    /// <summary>
    /// Whether to train when all training faces have the same emotion. Such a model always gives that answer, so training is refused by
    /// default. Default: false.
    /// </summary>
    public bool AllowSingleEmotion { get; init; }

    /// <summary>
    /// The weight of each emotion in the loss: seven values in label order, each more than 0. Default: null, equal weights.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not seven values, or a value is not finite or not more than 0.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get;
        init
        {
            double[]? weights = value?.ToArray();
            if (weights is not null && weights.Length != EmotionExtensions.Count)
                throw new ArgumentOutOfRangeException(nameof(ClassWeights),
                    Invariant($"ClassWeights has {weights.Length:N0} values; it needs {EmotionExtensions.Count}."));
            int wrong = weights is null ? -1 : Array.FindIndex(weights, weight => !(weight > 0 && double.IsFinite(weight)));
            if (wrong >= 0)
                throw new ArgumentOutOfRangeException(nameof(ClassWeights),
                    Invariant($"ClassWeights[{wrong}] is {weights![wrong]}; it must be a finite number above 0."));
            field = weights is null ? null : Array.AsReadOnly(weights);
        }
    }

    /// <summary>
    /// Teachers: models whose mean answers are learned in addition to the labels, see <see cref="TrainingRecipe.TeacherWeight"/>. A fast
    /// network becomes more accurate with good teachers than with labels alone. The caller keeps and disposes them. Default: none.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">One of the models is null.</exception>
    public IReadOnlyList<EmotionModel> Teachers
    {
        get;
        init => field = Guard.NotNull(value).All(teacher => teacher is not null)
            ? Array.AsReadOnly(value.ToArray())
            : throw new ArgumentException($"One of the {value.Count} {nameof(Teachers)} is null; give models only.", nameof(value));
    } = [];

    /// <summary>
    /// The starting model: training continues from its weights instead of random ones. Training a shipped model on a few hundred images of
    /// your own takes minutes. <see cref="Network"/> must have the same weights, by layer name and shape, as the model; gray levels are
    /// standardized with the model's mean and standard deviation. The caller keeps and disposes the model. Default: null, random weights.
    /// </summary>
    public EmotionModel? StartFrom { get; init; }

    /// <summary>
    /// Seed of all random numbers: two training runs with equal settings and data on one machine give equal weights. Default: 1.
    /// </summary>
    public int Seed { get; init; } = 1;

    /// <summary>The numeric precision of training. Default: <see cref="TrainingPrecision.Auto"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public TrainingPrecision Precision { get; init => field = Guard.Defined(value); }

    /// <summary>The device to train on. Default: <see cref="TrainingDevice.Cpu"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public TrainingDevice Device { get; init => field = Guard.Defined(value); }

    /// <summary>
    /// Whether the model's kernels are stored as float16, which halves the file size; computation still uses float32. Default: true.
    /// </summary>
    public bool HalfWeights { get; init; } = true;

    /// <summary>
    /// The time that the model's card states as <see cref="Models.ModelCard.Created"/>. Default: null, the time when training ended.
    /// </summary>
    public DateTimeOffset? Created { get; init => field = value?.ToUniversalTime(); }

    /// <summary>
    /// Whether the model's card leaves out facts that differ from run to run: the duration of training and, without <see cref="Created"/>,
    /// the time when it ended. Two training runs with equal settings, data and seed on one machine then save equal bytes. Default: false.
    /// </summary>
    public bool Reproducible { get; init; }

    /// <summary>Folder for the checkpoint; it is created if it is missing. Default: null, no checkpoints.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>
    /// Longest time between two checkpoints within an epoch; one is written after each epoch in any case. Default: 5 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan CheckpointInterval { get; init => field = Guard.NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether to continue from the checkpoint in <see cref="CheckpointDirectory"/>; without a checkpoint, training starts from the
    /// beginning. Default: false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Whether canceled training returns the model of the best epoch so far instead of throwing; the card marks the model as unfinished
    /// (<see cref="Models.ModelCard.IsUnfinished"/>). Training that is canceled before the first epoch ends always throws. Default: false.
    /// </summary>
    public bool KeepBestWhenCanceled { get; init; }

    /// <summary>
    /// Path of a zip to which the model is written after each epoch that is better than all earlier ones, and again at the end. The file is
    /// replaced once the new one is complete. With <see cref="CheckpointDirectory"/> the best model is also kept there. Default: null, no
    /// file.
    /// </summary>
    public string? BestModelPath { get; init; }

    /// <summary>
    /// Called on the training thread after each epoch, before its checkpoint is written. If the process is killed between the two, resumed
    /// training reports the epoch again. Default: null.
    /// </summary>
    public Action<EpochMetrics>? MetricsCallback { get; init; }

    /// <summary>Called on the training thread after each step. Default: null.</summary>
    public Action<StepProgress>? ProgressCallback { get; init; }

    /// <summary>Column with the label where the data is an <c>IDataView</c>. Default: "Label".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string LabelColumnName { get; init => field = Guard.NotNull(value); } = "Label";

    /// <summary>
    /// Column with the encoded image (a vector of bytes) or 2,304 gray levels where the data is an <c>IDataView</c>. Default: "Image".
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string FeatureColumnName { get; init => field = Guard.NotNull(value); } = "Image";

    /// <summary>Column that the model adds for the probabilities: a vector of seven. Default: "Score".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string ScoreColumnName { get; init => field = Guard.NotNull(value); } = "Score";

    /// <summary>Column that the model adds for the most probable emotion. Default: "PredictedLabel".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string PredictedLabelColumnName { get; init => field = Guard.NotNull(value); } = "PredictedLabel";

    /// <summary>Column that the model adds for the name of the most probable emotion. Default: "Emotion".</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string EmotionColumnName { get; init => field = Guard.NotNull(value); } = "Emotion";

    /// <summary>
    /// Computes <see cref="ClassWeights"/> that give all emotions the same total weight: faces / (emotions x faces of the emotion), as
    /// scikit-learn's "balanced"; 1 for an emotion without faces.
    /// </summary>
    /// <param name="faces">The faces to learn from, with labels, at least one.</param>
    /// <exception cref="ArgumentException">There are no faces, or they have no labels.</exception>
    public static IReadOnlyList<double> BalancedClassWeights(FerDataset faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count == 0 || !faces.HasLabels)
            throw new ArgumentException(
                Invariant($"{faces.Name} has {faces.Count} faces{(faces.HasLabels ? "" : " without labels")}; class weights are ") +
                "computed from at least one face with a label.", nameof(faces));
        int emotions = EmotionExtensions.All.Count(emotion => faces.Counts[emotion] > 0);
        return Array.AsReadOnly(EmotionExtensions.All.Select(emotion =>
            faces.Counts[emotion] is > 0 and int count ? (double)faces.Count / (emotions * count) : 1).ToArray());
    }

    /// <summary>The recipe with the values that these options override.</summary>
    internal TrainingRecipe EffectiveRecipe => Recipe with
    {
        Epochs = Epochs ?? Recipe.Epochs,
        BatchSize = BatchSize ?? Recipe.BatchSize,
        LearningRate = LearningRate ?? Recipe.LearningRate,
        Schedule = LearningRateSchedule ?? Recipe.Schedule,
    };
}
