using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet;

/// <summary>Settings of an <see cref="EmotionTrainer"/>. Immutable; names follow ML.NET's image classification where it has them.</summary>
public sealed record EmotionTrainerOptions
{
    /// <summary>The network to train. Default: <see cref="Networks.Network.Default"/>.</summary>
    public Network Network { get; init => field = Guard.NotNull(value); } = Network.Default;

    /// <summary>
    /// How it is trained. Default: <see cref="TrainingRecipe.Default"/>; use <see cref="TrainingRecipe.KerasBaseline"/> for the
    /// post's network.
    /// </summary>
    public TrainingRecipe Recipe { get; init => field = Guard.NotNull(value); } = TrainingRecipe.Default;

    /// <summary>Epochs instead of the recipe's, at least 1. Default: null, the recipe's.</summary>
    public int? Epochs { get; init => field = value is { } epochs ? Guard.AtLeast(epochs, 1, nameof(Epochs)) : null; }

    /// <summary>Faces a step instead of the recipe's, at least 2. Default: null, the recipe's.</summary>
    public int? BatchSize { get; init => field = value is { } size ? Guard.AtLeast(size, 2, nameof(BatchSize)) : null; }

    /// <summary>
    /// Longest time that may be spent on learning, more than 0; what writes and measures the model comes on top. The recipe's schedule then
    /// follows steps or time, whichever is further, so that the training ends as planned; its numbers depend on the machine's speed and do
    /// not come out the same twice. Default: null, no limit.
    /// </summary>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is not { } limit || limit > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, $"TimeLimit is {value}; it must be more than 0.");
    }

    /// <summary>Peak learning rate instead of the recipe's, more than 0. Default: null, the recipe's.</summary>
    public double? LearningRate { get; init => field = value is { } rate ? Guard.Between(rate, 1e-12, 10, nameof(LearningRate)) : null; }

    /// <summary>Schedule instead of the recipe's. Default: null, the recipe's.</summary>
    public LearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>When to stop before the last epoch. Default: null, never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// The faces that are evaluated after each epoch and choose the best weights. Default: null, the dataset's PublicTest faces, or
    /// where it has none <see cref="ValidationSetFraction"/> of its Training faces.
    /// </summary>
    public FerDataset? ValidationSet { get; init; }

    /// <summary>Share of the Training faces held back for validation where no others are given, 0 (none) to 0.5. Default: 0.1.</summary>
    public double ValidationSetFraction { get; init => field = Guard.Between(value, 0, 0.5, nameof(ValidationSetFraction)); } = 0.1;

    /// <summary>
    /// Whether to train although all training faces are of one emotion: the model would always answer it, so that is refused unless asked
    /// for. Default: false.
    /// </summary>
    public bool AllowSingleEmotion { get; init; }

    /// <summary>
    /// How much a face of each emotion counts in the loss, all more than 0, seven values in label order. Default: null, all alike.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights
    {
        get;
        init => field = value is null ? null
            : value.Count == EmotionExtensions.Count && value.All(weight => weight > 0 && double.IsFinite(weight))
                ? Array.AsReadOnly(value.ToArray())
            : throw new ArgumentOutOfRangeException(nameof(ClassWeights),
                $"ClassWeights has {value.Count} values; it needs {EmotionExtensions.Count}, each more than 0.");
    }

    /// <summary>
    /// Models whose mean answers are learned besides the labels, see <see cref="TrainingRecipe.TeacherWeight"/>: a small network learns
    /// more from good ones than from labels alone. The caller keeps and disposes them. Default: none.
    /// </summary>
    public IReadOnlyList<EmotionModel> Teachers
    {
        get;
        init => field = Guard.NotNull(value).All(teacher => teacher is not null)
            ? Array.AsReadOnly(value.ToArray())
            : throw new ArgumentException($"One of the {value.Count} {nameof(Teachers)} is null; give models only.", nameof(value));
    } = [];

    /// <summary>
    /// A model whose weights training starts from, instead of random ones: the shipped one learns a few hundred images of your own in
    /// minutes. <see cref="Network"/> must have the model's own weights; gray levels are standardized as the model is used to. The caller
    /// keeps and disposes it. Default: null, random weights.
    /// </summary>
    public EmotionModel? StartFrom { get; init; }

    /// <summary>Start of all random numbers: two trainings with equal settings, data and machine give equal weights. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The arithmetic. Default: <see cref="TrainingPrecision.Auto"/>.</summary>
    public TrainingPrecision Precision { get; init => field = Guard.Defined(value); }

    /// <summary>Where to compute. Default: <see cref="TrainingDevice.Cpu"/>.</summary>
    public TrainingDevice Device { get; init => field = Guard.Defined(value); }

    /// <summary>
    /// Whether the model's kernels are stored as float16, which halves the file; the arithmetic stays float32. Default: true.
    /// </summary>
    public bool HalfWeights { get; init; } = true;

    /// <summary>
    /// The time that the model's card states as <see cref="Models.ModelCard.Created"/>. Default: null, when the training ended.
    /// </summary>
    public DateTimeOffset? Created { get; init => field = value?.ToUniversalTime(); }

    /// <summary>
    /// Whether the model's card leaves out what is never the same twice: how long the training took, and without <see cref="Created"/> also
    /// when it ended. Two trainings with equal settings, data, machine and seed then save equal bytes. Default: false.
    /// </summary>
    public bool Reproducible { get; init; }

    /// <summary>Folder for the checkpoint, made where it is missing. Default: null, no checkpoints.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>
    /// Longest time between two checkpoints within an epoch; one is written after each epoch in any case. Default: 5 minutes.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init => field = Guard.NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether to go on from the checkpoint in <see cref="CheckpointDirectory"/>; where there is none, training starts. Default: false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Whether a training that is canceled returns the model of its best epoch so far instead of throwing; its card says that it is
    /// unfinished (<see cref="Models.ModelCard.IsUnfinished"/>). Canceled before the end of the first epoch it throws in any case. Default:
    /// false.
    /// </summary>
    public bool KeepBestWhenCanceled { get; init; }

    /// <summary>
    /// A zip that the model is written to after each epoch that is better than all before, and once more at the end; it is replaced once
    /// the new one is complete. With <see cref="CheckpointDirectory"/> the best model is kept there, too. Default: null, none.
    /// </summary>
    public string? BestModelPath { get; init; }

    /// <summary>
    /// Called after each epoch, before its checkpoint is written, on the thread that trains; a training that is killed between the two and
    /// resumed tells of the epoch again. Default: null.
    /// </summary>
    public Action<EpochMetrics>? MetricsCallback { get; init; }

    /// <summary>Called after each step, on the thread that trains. Default: null.</summary>
    public Action<StepProgress>? ProgressCallback { get; init; }

    /// <summary>Column with the label where the data is an <c>IDataView</c>. Default: "Label".</summary>
    public string LabelColumnName { get; init => field = Guard.NotNull(value); } = "Label";

    /// <summary>Column with the encoded image (a vector of bytes) where the data is an <c>IDataView</c>. Default: "Image".</summary>
    public string FeatureColumnName { get; init => field = Guard.NotNull(value); } = "Image";

    /// <summary>Column that the model adds for the probabilities: a vector of seven. Default: "Score".</summary>
    public string ScoreColumnName { get; init => field = Guard.NotNull(value); } = "Score";

    /// <summary>Column that the model adds for the most probable emotion. Default: "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init => field = Guard.NotNull(value); } = "PredictedLabel";

    /// <summary>Column that the model adds for the name of the most probable emotion. Default: "Emotion".</summary>
    public string EmotionColumnName { get; init => field = Guard.NotNull(value); } = "Emotion";

    /// <summary>
    /// <see cref="ClassWeights"/> with which all emotions count the same, however many faces each has: faces / (emotions x faces of the
    /// emotion), as scikit-learn's "balanced"; 1 for an emotion without faces.
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

    /// <summary>The recipe with what these options say instead.</summary>
    internal TrainingRecipe EffectiveRecipe => Recipe with
    {
        Epochs = Epochs ?? Recipe.Epochs,
        BatchSize = BatchSize ?? Recipe.BatchSize,
        LearningRate = LearningRate ?? Recipe.LearningRate,
        Schedule = LearningRateSchedule ?? Recipe.Schedule,
    };
}
