using FerNet.Networks.Detection;
using FerNet.Utilities;

namespace FerNet.Training.Detection;

/// <summary>Settings of a <see cref="FaceDetectorTrainer"/>. Immutable.</summary>
public sealed record FaceDetectorTrainerOptions
{
    /// <summary>Batches to learn from, at least 1. Default: 20,000.</summary>
    public int Steps { get; init => field = Guard.AtLeast(value, 1, nameof(Steps)); } = 20_000;

    /// <summary>Inputs in a batch, at least 1. Default: 64.</summary>
    public int BatchSize { get; init => field = Guard.AtLeast(value, 1, nameof(BatchSize)); } = 64;

    /// <summary>Width and height of an input in pixels, a multiple of 32 from 64 to 1,024. Default: 320.</summary>
    public int InputSize
    {
        get;
        init => field = value is >= 64 and <= 1024 && value % DetectorFormat.SizeMultiple == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InputSize), value,
                $"InputSize is {value}; it must be a multiple of {DetectorFormat.SizeMultiple} from 64 to 1024.");
    } = 320;

    /// <summary>
    /// Peak learning rate of AdamW, which rises first and then falls to zero along half a cosine; more than 0 and at most 1. Default:
    /// 0.002.
    /// </summary>
    public double LearningRate { get; init => field = Guard.Between(value, 1e-12, 1, nameof(LearningRate)); } = 0.002;

    /// <summary>Share of the kernels that each step takes away at a learning rate of 1, 0 to 1. Default: 0.05.</summary>
    public double WeightDecay { get; init => field = Guard.Between(value, 0, 1, nameof(WeightDecay)); } = 0.05;

    /// <summary>
    /// The longest time to learn, more than zero; the learning rate then falls by the time where that is further on than the steps, so that
    /// the training ends in good order. Such a training is not the same twice. Default: null, no limit.
    /// </summary>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, $"TimeLimit is {value}; it must be more than zero.");
    }

    /// <summary>
    /// A detector whose weights training starts from, instead of random ones; it must have been trained by this version or be the shipped
    /// one. The caller keeps and disposes it. Default: null, random weights.
    /// </summary>
    public FaceDetector? StartFrom { get; init; }

    /// <summary>
    /// Share of the inputs that show a place without a face which <see cref="StartFrom"/> takes for one, 0 to 1. The photographs that are
    /// learned from are searched for such places before the training begins. Above 0 only with <see cref="StartFrom"/>, and only where
    /// every face of the photographs is marked or lies in an ignored zone. Default: 0.
    /// </summary>
    public double HardNegativeShare { get; init => field = Guard.Between(value, 0, 1, nameof(HardNegativeShare)); }

    /// <summary>Start of all random numbers: two trainings with equal settings, data and machine give equal weights. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The arithmetic. Default: <see cref="TrainingPrecision.Auto"/>.</summary>
    public TrainingPrecision Precision { get; init => field = Guard.Defined(value); }

    /// <summary>Where to compute. Default: <see cref="TrainingDevice.Cpu"/>.</summary>
    public TrainingDevice Device { get; init => field = Guard.Defined(value); }

    /// <summary>Steps between two validations, 0 or more; 0 for a twentieth of the training. Default: 0.</summary>
    public int ValidationInterval { get; init => field = Guard.AtLeast(value, 0, nameof(ValidationInterval)); }

    /// <summary>Folder for the checkpoint, which is made where it is missing. Default: null, no checkpoint.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Time between two checkpoints. Default: five minutes.</summary>
    public TimeSpan CheckpointInterval { get; init => field = Guard.NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time that the detector's card states as <see cref="Models.ModelCard.Created"/>. Default: null, when the training ended.
    /// </summary>
    public DateTimeOffset? Created { get; init => field = value?.ToUniversalTime(); }

    /// <summary>
    /// Whether the detector's card leaves out what is never the same twice: how long the training took, and without <see cref="Created"/>
    /// also when it ended. Two trainings with equal settings, data, machine and seed then save equal bytes. Default: false.
    /// </summary>
    public bool Reproducible { get; init; }

    /// <summary>Whether to go on from a checkpoint found in the folder, instead of refusing to overwrite it. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Called after every step, on the thread that trains. Default: null.</summary>
    public Action<StepProgress>? ProgressCallback { get; init; }

    /// <summary>Called after every validation, on the thread that trains. Default: null.</summary>
    public Action<FaceDetectorMetrics>? MetricsCallback { get; init; }
}
