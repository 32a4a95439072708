using System.Text.Json.Serialization;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>How a network is trained, apart from the data: optimizer, rates, regularization, changes to the faces. Immutable.</summary>
public sealed record TrainingRecipe
{
    /// <summary>
    /// The post's recipe: Adam at 0.001, batches of 64, cross-entropy, 100 epochs, no changes to the faces; with one addition,
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
    /// The recipe of FerNet's own network: Nesterov momentum, warm-up then cosine, smoothed labels, decay of kernels, changed faces,
    /// averaged weights.
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
    /// The recipe of <see cref="Network.Fast"/>: the default one with whole faces and gentler changes, to be used with a teacher.
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
    /// The default recipe for a network that has learned before, see <see cref="EmotionTrainerOptions.StartFrom"/>: half the rate, half the
    /// epochs, crops of 40, and faces mixed in pairs, so that it learns on without learning by heart.
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
    /// The same for <see cref="Network.Fast"/>, which hardly learns by heart: two thirds of the rate, whole faces, unmixed, to be used with
    /// a teacher.
    /// </summary>
    public static TrainingRecipe RefineFast { get; } = Fast with
    {
        Name = "refine-fast",
        LearningRate = 0.04,
        Epochs = 40,
        TeacherWeight = 0.8,
    };

    /// <summary>
    /// The recipe to teach a finished model some hundred or thousand faces of your own without forgetting others: a small rate, few epochs,
    /// and a model that is three quarters the starting one. For any network, see <see cref="EmotionTrainerOptions.StartFrom"/>.
    /// </summary>
    public static TrainingRecipe FineTune => RecipePresets.FineTune;

    /// <summary>
    /// <see cref="FineTune"/> for faces of your own together with about twice as many that the starting model knows, as of FER2013's
    /// Training: these keep it from forgetting, so that the new model is only half the starting one and learns more of yours.
    /// </summary>
    /// <remarks>Source: Robins, "Catastrophic Forgetting, Rehearsal and Pseudorehearsal", Connection Science 7 (1995), 123.</remarks>
    public static TrainingRecipe FineTuneWithReplay => RecipePresets.FineTuneWithReplay;

    /// <summary>The names that <see cref="FromName"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["keras", "default", "fast", "fine-tune", "fine-tune-replay", "refine", "refine-fast", "teacher", "teacher-votes",
            "teacher-labels", "student", "student-fast", "student-restart", "student-polish"];

    /// <summary>
    /// A recipe by its name. "teacher", "teacher-votes" and "teacher-labels" train the networks that teach; "student" and "student-fast"
    /// train <see cref="Network.Default"/> and a fast network with them. These five are made for a graphics card. "student-restart", then
    /// "student-polish", are how the shipped default model was trained last.
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

    /// <summary>What the recipe is called in model cards. Default: "custom".</summary>
    public string Name { get; init; } = "custom";

    /// <summary>The rule that changes the weights. Default: <see cref="TrainingOptimizer.Adam"/>.</summary>
    public TrainingOptimizer Optimizer { get; init => field = Guard.Defined(value); }

    /// <summary>Peak learning rate, more than 0 and at most 10. Default: 0.001.</summary>
    public double LearningRate { get; init => field = Guard.Between(value, 1e-12, 10, nameof(LearningRate)); } = 1e-3;

    /// <summary>How the rate changes over the training. Default: <see cref="LearningRateSchedule.Constant"/>.</summary>
    public LearningRateSchedule Schedule { get; init => field = Guard.NotNull(value); } = LearningRateSchedule.Constant;

    /// <summary>Faces a step, at least 2. Default: 64.</summary>
    public int BatchSize { get; init => field = Guard.AtLeast(value, 2, nameof(BatchSize)); } = 64;

    /// <summary>How often the training goes through all faces, at least 1. Default: 100.</summary>
    public int Epochs { get; init => field = Guard.AtLeast(value, 1, nameof(Epochs)); } = 100;

    /// <summary>Decay of the kernels, 0 to 1; biases, scales and shifts never decay. Default: 0.</summary>
    public double WeightDecay { get; init => field = Guard.Between(value, 0, 1, nameof(WeightDecay)); }

    /// <summary>
    /// Epochs, 0 or more, over which all dropout rates rise evenly from nothing to what the layers say. A deep stack of high rates hides
    /// the signal from fresh weights, and the network answers one emotion for epochs; with a rise it learns from the start
    /// (Morerio et al., "Curriculum Dropout", arXiv:1703.06229). Default: 0, the layers' rates from the first step.
    /// </summary>
    public double DropoutWarmUp { get; init => field = Guard.Between(value, 0, 1000, nameof(DropoutWarmUp)); }

    /// <summary>Share of each label that is spread over all seven, 0 to 0.9 (Szegedy et al., arXiv:1512.00567). Default: 0.</summary>
    public double LabelSmoothing { get; init => field = Guard.Between(value, 0, 0.9, nameof(LabelSmoothing)); }

    /// <summary>
    /// Decay of the averaged weights for each step, 0 (no averaging) to 0.99999; what is validated and kept is then the average. Default:
    /// 0.
    /// </summary>
    public double AveragingDecay { get; init => field = Guard.Between(value, 0, 0.99999, nameof(AveragingDecay)); }

    /// <summary>
    /// Share of the starting model's weights in the trained model, 0 to less than 1: what is validated and kept is the mean of both
    /// (Wortsman et al., arXiv:2109.01903), which forgets less. More than 0 needs <see cref="EmotionTrainerOptions.StartFrom"/>. Default:
    /// 0.
    /// </summary>
    public double StartShare { get; init => field = Guard.Between(value, 0, 0.999, nameof(StartShare)); }

    /// <summary>
    /// Index of the first layer that learns, 0 or more: all layers before it keep the starting model's weights and running statistics,
    /// which needs less time and forgets less. More than 0 needs <see cref="EmotionTrainerOptions.StartFrom"/>;
    /// <see cref="Network.Layers"/> and <c>fernet summary</c> have the indices. Default: 0, all layers learn.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FreezeUntil { get; init => field = Guard.AtLeast(value, 0, nameof(FreezeUntil)); }

    /// <summary>
    /// Weight of a second task, 0 to 10, where the dataset has FER+ votes: the same features predict how ten people voted
    /// (Barsoum et al., arXiv:1608.01041). The task's own weights are dropped after training. Default: 0.
    /// </summary>
    public double VotesWeight { get; init => field = Guard.Between(value, 0, 10, nameof(VotesWeight)); }

    /// <summary>
    /// Share of each target that a teacher's answer takes, 0 to 1, where <see cref="EmotionTrainerOptions.Teachers"/> are given
    /// (Hinton et al., "Distilling the Knowledge in a Neural Network", arXiv:1503.02531). Default: 0.7.
    /// </summary>
    public double TeacherWeight { get; init => field = Guard.Between(value, 0, 1, nameof(TeacherWeight)); } = 0.7;

    /// <summary>
    /// Whether teachers answer about each crop as the network sees it, in every step, instead of once about each face as it is: learned
    /// from longer and better, at the teachers' cost in each step. Default: false.
    /// </summary>
    public bool TeachersSeeCrops { get; init; }

    /// <summary>
    /// Epochs, 0 to 1,000, after which the changes to the faces repeat: epoch e draws those of epoch e modulo this number. Teachers that
    /// see crops then answer about each crop once, and the rest of the training costs as little as one without teachers; their answers take
    /// 28 bytes of memory for each face and epoch of the cycle. The second crop of <see cref="ConsistencyWeight"/> is drawn anew in each
    /// epoch. With <see cref="TeachersSeeCrops"/>, crops must have one size throughout, and neither mixup nor
    /// <see cref="Augmentation.ErasingFrom"/> can be used. Default: 0, each epoch draws its own changes.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AugmentationCycle { get; init => field = (int)Guard.Between(value, 0, 1000, nameof(AugmentationCycle)); }

    /// <summary>
    /// Share of each label, 0 to 1, that is replaced by the shares of the FER+ votes for the seven emotions, where the dataset has votes.
    /// Votes for contempt, unknown and no face are left out; a face without any other vote keeps its label. Default: 0.
    /// </summary>
    public double VotesAsTargets { get; init => field = Guard.Between(value, 0, 1, nameof(VotesAsTargets)); }

    /// <summary>
    /// Weight, 0 to 100, of a loss that asks for the same answer about two crops of one face: half the sum of the Kullback-Leibler
    /// divergences in both directions. Each step then reads two crops of each face, the second a little shifted and scaled. Default: 0, one
    /// crop.
    /// </summary>
    public double ConsistencyWeight { get; init => field = Guard.Between(value, 0, 100, nameof(ConsistencyWeight)); }

    /// <summary>
    /// Largest shift, as a share of the width, and largest change of scale between the two crops of <see cref="ConsistencyWeight"/>, 0 to
    /// 0.25. Default: 0.04.
    /// </summary>
    public double ConsistencyShift { get; init => field = Guard.Between(value, 0, 0.25, nameof(ConsistencyShift)); } = 0.04;

    /// <summary>
    /// Radius of sharpness-aware minimization, 0 to 1: each step first moves the weights by this length along the gradient and learns from
    /// the gradient there, at twice the cost (Foret et al., arXiv:2010.01412). Default: 0, plain steps.
    /// </summary>
    public double SharpnessRadius { get; init => field = Guard.Between(value, 0, 1, nameof(SharpnessRadius)); }

    /// <summary>Share of the training, 0 to 1, after which <see cref="SharpnessRadius"/> applies. Default: 2/3.</summary>
    public double SharpnessFrom { get; init => field = Guard.Between(value, 0, 1, nameof(SharpnessFrom)); } = 2.0 / 3;

    /// <summary>
    /// Share of the training faces, 0 to 0.5, that is held back to fit the temperature of the probabilities. Default: 0, no fitting.
    /// </summary>
    public double CalibrationFraction { get; init => field = Guard.Between(value, 0, 0.5, nameof(CalibrationFraction)); }

    /// <summary>
    /// Sizes of the crops that training reads, by phase: at least one phase, the first from 0 on, each later one from later on. Default: 48
    /// throughout.
    /// </summary>
    public IReadOnlyList<CropPhase> Crops { get; init => field = CropPhases.InOrder(Guard.NotNull(value), nameof(Crops)); } =
        [new CropPhase { From = 0, Size = FacePatch.Size }];

    /// <summary>Random changes to the faces. Default: none.</summary>
    public Augmentation Augmentation { get; init => field = Guard.NotNull(value); } = Augmentation.None;

    /// <summary>The share of every dropout rate that holds after so many epochs.</summary>
    internal double DropoutShare(double epochs) => DropoutWarmUp > 0 ? Math.Min(1, epochs / DropoutWarmUp) : 1;

    /// <summary>The crop size after a share of the training.</summary>
    internal int CropAt(double progress) =>
        Crops.Where(phase => phase.From <= progress).Select(phase => phase.Size).LastOrDefault(FacePatch.Size);

    /// <summary>Settings that most recipes leave at zero.</summary>
    private string Optional =>
        (StartShare > 0 ? FormattableString.Invariant($"share of the start {StartShare}, ") : "") +
        (FreezeUntil > 0 ? FormattableString.Invariant($"frozen until layer {FreezeUntil}, ") : "") +
        (TeachersSeeCrops && TeacherWeight > 0 ? "teachers see crops, " : "") +
        (AugmentationCycle > 0 ? FormattableString.Invariant($"changes of {AugmentationCycle} epochs, ") : "") +
        (VotesAsTargets > 0 ? FormattableString.Invariant($"votes as targets {VotesAsTargets}, ") : "") +
        (ConsistencyWeight > 0 ? FormattableString.Invariant($"consistency {ConsistencyWeight} within {ConsistencyShift}, ") : "") +
        (SharpnessRadius > 0 ? FormattableString.Invariant($"sharpness radius {SharpnessRadius} from {SharpnessFrom:0.###}, ") : "");

    /// <summary>One line with every setting, for cards and for telling whether a checkpoint belongs to this training.</summary>
    public override string ToString() => CultureInvariant.Text(() =>
        $"{Name}: {Optimizer}, rate {LearningRate} ({Schedule}), batches of {BatchSize}, {Epochs} epochs, decay {WeightDecay}, " +
        $"smoothing {LabelSmoothing}, " +
        $"{(DropoutWarmUp > 0 ? FormattableString.Invariant($"dropout rises over {DropoutWarmUp} epochs, ") : "")}" +
        $"averaging {AveragingDecay}, votes {VotesWeight}, {Optional}teacher {TeacherWeight}, calibration {CalibrationFraction}, crops " +
        $"{string.Join(" ", Crops.Select(c => $"{c.Size} from {c.From}"))}, {Augmentation}");
}
