using System.Text.Json.Serialization;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// The settings of a training, apart from the data: optimizer, learning rate, regularization, augmentation. Immutable and therefore
/// thread-safe. Setting a value outside its range throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record TrainingRecipe
{
    /// <summary>
    /// The recipe of the Keras tutorial: Adam at 0.001, batches of 64, cross-entropy, 100 epochs, no augmentation; with one addition,
    /// <see cref="DropoutWarmUp"/> over four epochs.
    /// </summary>
    public static TrainingRecipe KerasBaseline { get; } = new()
    {
        Name = "keras",
        Optimizer = TrainingOptimizer.Adam,
        LearningRate = 1e-3,
        BatchSize = 64,
        Epochs = 100,
        DropoutWarmUp = 4,
    };

    /// <summary>
    /// The recipe of <see cref="Network.Default"/>: Nesterov momentum, warm-up and cosine schedule, label smoothing, weight decay,
    /// augmentation, averaged weights.
    /// </summary>
    public static TrainingRecipe Default { get; } = new()
    {
        Name = "default",
        Optimizer = TrainingOptimizer.NesterovMomentum,
        LearningRate = 0.06,
        Schedule = LearningRateSchedule.WarmUpThenCosine(),
        BatchSize = 128,
        Epochs = 90,
        WeightDecay = 5e-4,
        LabelSmoothing = 0.1,
        AveragingDecay = 0.999,
        VotesWeight = 1,
        CalibrationFraction = 0.04,
        TeacherWeight = 0.5,
        Crops = [new CropPhase { From = 0, Size = 32 }, new CropPhase { From = 0.33, Size = 40 }],
        Augmentation = new Augmentation
        {
            MirrorChance = 0.5,
            Shift = 0.08,
            Scale = 0.15,
            RotationDegrees = 10,
            Contrast = 0.2,
            Brightness = 20,
            Sharpness = 0.15,
            ErasingChance = 0.25,
            ErasingFrom = 0.3,
        },
    };

    /// <summary>
    /// The recipe of <see cref="Network.Fast"/>, for use with a teacher: the default recipe with full-size crops, less weight decay and no
    /// erasing.
    /// </summary>
    public static TrainingRecipe Fast { get; } = Default with
    {
        Name = "fast",
        Epochs = 80,
        WeightDecay = 1e-4,
        TeacherWeight = 0.7,
        Crops = [new CropPhase { From = 0, Size = FacePatch.Size }],
        Augmentation = Default.Augmentation with { ErasingChance = 0 },
    };

    /// <summary>
    /// The default recipe for a trained model, see <see cref="EmotionTrainerOptions.StartFrom"/>: half the learning rate, half the epochs,
    /// crops of 40 pixels, and mixup against overfitting.
    /// </summary>
    public static TrainingRecipe Refine { get; } = Default with
    {
        Name = "refine",
        LearningRate = 0.03,
        Epochs = 45,
        Crops = [new CropPhase { From = 0, Size = 40 }],
        Augmentation = Default.Augmentation with { ErasingFrom = 0, MixupAlpha = 0.2 },
    };

    /// <summary>
    /// The recipe of <see cref="Refine"/> for <see cref="Network.Fast"/>, which overfits less, for use with a teacher: two thirds of the
    /// learning rate, full-size crops, no mixup.
    /// </summary>
    public static TrainingRecipe RefineFast { get; } = Fast with
    {
        Name = "refine-fast",
        LearningRate = 0.04,
        Epochs = 40,
        TeacherWeight = 0.8,
    };

    /// <summary>
    /// The recipe to fine-tune a model on some hundreds or thousands of your own faces with little forgetting: a small learning rate, few
    /// epochs, and a <see cref="StartShare"/> of 0.75. For any network, see <see cref="EmotionTrainerOptions.StartFrom"/>.
    /// </summary>
    public static TrainingRecipe FineTune => RecipePresets.FineTune;

    /// <summary>
    /// <see cref="FineTune"/> for your own faces together with about twice as many faces from the training data of the starting model, such
    /// as FER2013's Training. These reduce forgetting, so that a <see cref="StartShare"/> of 0.5 is enough.
    /// </summary>
    /// <remarks>Source: Robins, "Catastrophic Forgetting, Rehearsal and Pseudorehearsal", Connection Science 7 (1995), 123.</remarks>
    public static TrainingRecipe FineTuneWithReplay => RecipePresets.FineTuneWithReplay;

    /// <summary>The names that <see cref="FromName"/> accepts.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["keras", "default", "fast", "fine-tune", "fine-tune-replay", "refine", "refine-fast", "teacher", "teacher-votes",
            "teacher-labels", "student", "student-fast", "student-restart", "student-polish"];

    /// <summary>
    /// Returns the recipe of a name. "teacher", "teacher-votes" and "teacher-labels" are for teachers; "student" and "student-fast" are for
    /// <see cref="Network.Default"/> and a fast network with these teachers. These five recipes are intended for a GPU. The last training
    /// of the shipped default model used "student-restart", then "student-polish".
    /// </summary>
    /// <exception cref="ArgumentException">There is no recipe of this name.</exception>
    public static TrainingRecipe FromName(string name) => name switch
    {
        "keras" or "seed" => KerasBaseline,
        "default" => Default,
        "fast" => Fast,
        "fine-tune" => FineTune,
        "fine-tune-replay" => FineTuneWithReplay,
        "refine" => Refine,
        "refine-fast" => RefineFast,
        "teacher" => RecipePresets.Teacher,
        "teacher-votes" => RecipePresets.TeacherOfVotes,
        "teacher-labels" => RecipePresets.TeacherOfLabels,
        "student" => RecipePresets.Student,
        "student-fast" => RecipePresets.FastStudent,
        "student-restart" => RecipePresets.StudentRestart,
        "student-polish" => RecipePresets.StudentPolish,
        _ => throw new ArgumentException($"There is no recipe '{name}'; the names are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Name of the recipe in model cards. Default: "custom".</summary>
    public string Name { get; init; } = "custom";

    /// <summary>The optimizer. Default: <see cref="TrainingOptimizer.Adam"/>.</summary>
    public TrainingOptimizer Optimizer { get; init => field = Guard.Defined(value); }

    /// <summary>Peak learning rate, 1e-12 to 10. Default: 0.001.</summary>
    public double LearningRate { get; init => field = Guard.Between(value, 1e-12, 10, nameof(LearningRate)); } = 1e-3;

    /// <summary>The learning rate schedule. Default: <see cref="LearningRateSchedule.Constant"/>.</summary>
    public LearningRateSchedule Schedule { get; init => field = Guard.NotNull(value); } = LearningRateSchedule.Constant;

    /// <summary>Faces per step, at least 2. Default: 64.</summary>
    public int BatchSize { get; init => field = Guard.AtLeast(value, 2, nameof(BatchSize)); } = 64;

    /// <summary>Number of epochs, at least 1. Default: 100.</summary>
    public int Epochs { get; init => field = Guard.AtLeast(value, 1, nameof(Epochs)); } = 100;

    /// <summary>Weight decay of the kernels, 0 to 1; biases, scales and shifts are not decayed. Default: 0.</summary>
    public double WeightDecay { get; init => field = Guard.Between(value, 0, 1, nameof(WeightDecay)); }

    /// <summary>
    /// Number of epochs, 0 to 1,000, during which all dropout rates rise linearly from 0 to the rates of the layers (Morerio et al.,
    /// "Curriculum Dropout", arXiv:1703.06229). With many layers of high dropout, a network with random weights predicts the same emotion
    /// for every face during the first epochs; the rise avoids this. Default: 0, the layers' rates from the first step.
    /// </summary>
    public double DropoutWarmUp { get; init => field = Guard.Between(value, 0, 1000, nameof(DropoutWarmUp)); }

    /// <summary>
    /// Label smoothing: share of each target that is distributed over all seven emotions, 0 to 0.9 (Szegedy et al., arXiv:1512.00567).
    /// Default: 0.
    /// </summary>
    public double LabelSmoothing { get; init => field = Guard.Between(value, 0, 0.9, nameof(LabelSmoothing)); }

    /// <summary>
    /// Decay per step of the moving average of the weights, 0 (no averaging) to 0.99999. If more than 0, the averaged weights are validated
    /// and kept. Default: 0.
    /// </summary>
    public double AveragingDecay { get; init => field = Guard.Between(value, 0, 0.99999, nameof(AveragingDecay)); }

    /// <summary>
    /// Share of the starting model's weights in the trained model, 0 to 0.999: the weighted mean of both is validated and kept (Wortsman et
    /// al., arXiv:2109.01903), which reduces forgetting. A value above 0 requires <see cref="EmotionTrainerOptions.StartFrom"/>. Default:
    /// 0.
    /// </summary>
    public double StartShare { get; init => field = Guard.Between(value, 0, 0.999, nameof(StartShare)); }

    /// <summary>
    /// Index of the first layer that is trained, 0 or more. The layers before it keep the weights and running statistics of the starting
    /// model, which takes less time and reduces forgetting. A value above 0 requires <see cref="EmotionTrainerOptions.StartFrom"/>. The
    /// indices are those of <see cref="Network.Layers"/> and of <c>fernet summary</c>. Default: 0, all layers are trained.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FreezeUntil { get; init => field = Guard.AtLeast(value, 0, nameof(FreezeUntil)); }

    /// <summary>
    /// Weight of a second task, 0 to 10, used if the dataset has FER+ votes: a second output predicts the distribution of the votes
    /// (Barsoum et al., arXiv:1608.01041). Its weights are discarded after the training. Default: 0.
    /// </summary>
    public double VotesWeight { get; init => field = Guard.Between(value, 0, 10, nameof(VotesWeight)); }

    /// <summary>
    /// Share of the teachers' answers in each target, 0 to 1, if <see cref="EmotionTrainerOptions.Teachers"/> are set (Hinton et al.,
    /// "Distilling the Knowledge in a Neural Network", arXiv:1503.02531). Default: 0.7.
    /// </summary>
    public double TeacherWeight { get; init => field = Guard.Between(value, 0, 1, nameof(TeacherWeight)); } = 0.7;

    /// <summary>
    /// Whether the teachers compute their answers for each augmented crop in every step, instead of once for each unchanged face. This
    /// gives better results in long trainings, but adds the cost of the teachers to each step. Default: false.
    /// </summary>
    public bool TeachersSeeCrops { get; init; }

    /// <summary>
    /// Number of epochs, 0 to 1,000, after which the augmentation repeats: epoch e uses the changes of epoch e modulo this number. With
    /// <see cref="TeachersSeeCrops"/>, the answers of the teachers are then computed once for each crop and kept, 28 bytes for each face
    /// and epoch of the cycle; all crops must have the same size, and neither mixup nor <see cref="Augmentation.ErasingFrom"/> can be used.
    /// The second crop of <see cref="ConsistencyWeight"/> is drawn in each epoch. Default: 0, new changes in each epoch.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AugmentationCycle { get; init => field = (int)Guard.Between(value, 0, 1000, nameof(AugmentationCycle)); }

    /// <summary>
    /// Share of each label, 0 to 1, that is replaced by the distribution of the FER+ votes over the seven emotions, if the dataset has
    /// votes. Votes for contempt, unknown and no face are ignored; a face without other votes keeps its label. Default: 0.
    /// </summary>
    public double VotesAsTargets { get; init => field = Guard.Between(value, 0, 1, nameof(VotesAsTargets)); }

    /// <summary>
    /// Weight, 0 to 100, of the consistency loss between the answers for two crops of a face: half the sum of the Kullback-Leibler
    /// divergences in both directions. If more than 0, each step reads two crops of each face; the second is slightly shifted and scaled.
    /// Default: 0, one crop.
    /// </summary>
    public double ConsistencyWeight { get; init => field = Guard.Between(value, 0, 100, nameof(ConsistencyWeight)); }

    /// <summary>
    /// Largest shift, as a share of the width, and largest change of scale between the two crops of <see cref="ConsistencyWeight"/>, 0 to
    /// 0.25. Default: 0.04.
    /// </summary>
    public double ConsistencyShift { get; init => field = Guard.Between(value, 0, 0.25, nameof(ConsistencyShift)); } = 0.04;

    /// <summary>
    /// Radius of sharpness-aware minimization, 0 to 1: each step uses the gradient at weights that are moved by this distance along the
    /// gradient, at twice the cost (Foret et al., arXiv:2010.01412). Default: 0, off.
    /// </summary>
    public double SharpnessRadius { get; init => field = Guard.Between(value, 0, 1, nameof(SharpnessRadius)); }

    /// <summary>Share of the training, 0 to 1, after which <see cref="SharpnessRadius"/> applies. Default: 2/3.</summary>
    public double SharpnessFrom { get; init => field = Guard.Between(value, 0, 1, nameof(SharpnessFrom)); } = 2.0 / 3;

    /// <summary>Share of the training faces, 0 to 0.5, that is held back to fit the temperature. Default: 0, no fitting.</summary>
    public double CalibrationFraction { get; init => field = Guard.Between(value, 0, 0.5, nameof(CalibrationFraction)); }

    /// <summary>
    /// The crop sizes by phase: at least one phase, in ascending order of <see cref="CropPhase.From"/>, the first from 0. Default: one
    /// phase with 48 pixels.
    /// </summary>
    public IReadOnlyList<CropPhase> Crops { get; init => field = CropPhases.InOrder(Guard.NotNull(value), nameof(Crops)); } =
        [new CropPhase { From = 0, Size = FacePatch.Size }];

    /// <summary>Random changes of the training faces. Default: <see cref="Augmentation.None"/>.</summary>
    public Augmentation Augmentation { get; init => field = Guard.NotNull(value); } = Augmentation.None;

    /// <summary>Factor of the dropout rates after a number of epochs.</summary>
    internal double DropoutShare(double epochs) => DropoutWarmUp > 0 ? Math.Min(1, epochs / DropoutWarmUp) : 1;

    /// <summary>The crop size after a share of the training.</summary>
    internal int CropAt(double progress) =>
        Crops.Where(phase => phase.From <= progress).Select(phase => phase.Size).LastOrDefault(FacePatch.Size);

    /// <summary>Text of the settings that are not at their default.</summary>
    private string Optional =>
        (StartShare > 0 ? FormattableString.Invariant($"share of the start {StartShare}, ") : "") +
        (FreezeUntil > 0 ? FormattableString.Invariant($"frozen until layer {FreezeUntil}, ") : "") +
        (TeachersSeeCrops && TeacherWeight > 0 ? "teachers see crops, " : "") +
        (AugmentationCycle > 0 ? FormattableString.Invariant($"changes of {AugmentationCycle} epochs, ") : "") +
        (VotesAsTargets > 0 ? FormattableString.Invariant($"votes as targets {VotesAsTargets}, ") : "") +
        (ConsistencyWeight > 0 ? FormattableString.Invariant($"consistency {ConsistencyWeight} within {ConsistencyShift}, ") : "") +
        (SharpnessRadius > 0 ? FormattableString.Invariant($"sharpness radius {SharpnessRadius} from {SharpnessFrom:0.###}, ") : "");

    /// <summary>One line with every setting, as in model cards.</summary>
    public override string ToString() => CultureInvariant.Text(() =>
        $"{Name}: {Optimizer}, rate {LearningRate} ({Schedule}), batches of {BatchSize}, {Epochs} epochs, decay {WeightDecay}, " +
        $"smoothing {LabelSmoothing}, " +
        $"{(DropoutWarmUp > 0 ? FormattableString.Invariant($"dropout rises over {DropoutWarmUp} epochs, ") : "")}" +
        $"averaging {AveragingDecay}, votes {VotesWeight}, {Optional}teacher {TeacherWeight}, calibration {CalibrationFraction}, crops " +
        $"{string.Join(" ", Crops.Select(c => $"{c.Size} from {c.From}"))}, {Augmentation}");
}
