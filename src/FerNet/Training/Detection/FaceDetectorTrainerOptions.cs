using FerNet.Networks.Detection;
using FerNet.Utilities;

namespace FerNet.Training.Detection;

/// <summary>
/// Settings of a <see cref="FaceDetectorTrainer"/>. Immutable. Setting a value outside its range throws
/// <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record FaceDetectorTrainerOptions
{
    /// <summary>Number of training steps, one batch each, at least 1. Default: 20,000.</summary>
    public int Steps { get; init => field = Guard.AtLeast(value, 1, nameof(Steps)); } = 20_000;

    /// <summary>Inputs per batch, at least 1. Default: 64.</summary>
    public int BatchSize { get; init => field = Guard.AtLeast(value, 1, nameof(BatchSize)); } = 64;

    /// <summary>Width and height of a view in pixels, a multiple of 32 from 64 to 1,024. Default: 320.</summary>
    public int InputSize
    {
        get;
        init => field = value is >= 64 and <= 1024 && value % DetectorFormat.SizeMultiple == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InputSize), value,
                $"InputSize is {value}; it must be a multiple of {DetectorFormat.SizeMultiple} from 64 to 1,024.");
    } = 320;

    /// <summary>
    /// Peak learning rate of AdamW, 1e-12 to 1. The rate rises during a warm-up and then falls to zero along half a cosine. Default: 0.002.
    /// </summary>
    public double LearningRate { get; init => field = Guard.Between(value, 1e-12, 1, nameof(LearningRate)); } = 0.002;

    /// <summary>Weight decay of AdamW, 0 to 1: each step multiplies the kernels by <c>1 - rate * WeightDecay</c>. Default: 0.05.</summary>
    public double WeightDecay { get; init => field = Guard.Between(value, 0, 1, nameof(WeightDecay)); } = 0.05;

    /// <summary>
    /// Maximum training time, more than zero. The learning rate then depends on the share of the steps or of the time that has passed,
    /// whichever is larger, so that its schedule is complete at the end. Such a training is not reproducible. Default: null, no limit.
    /// </summary>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, $"TimeLimit is {value}; it must be more than zero.");
    }

    /// <summary>
    /// The detector from whose weights the training starts. It must be the shipped detector or trained by this version. The caller disposes
    /// it. Default: null, random weights.
    /// </summary>
    public FaceDetector? StartFrom { get; init; }

    /// <summary>
    /// Share of the inputs that show a hard negative, 0 to 1: a place without a face where <see cref="StartFrom"/> finds one. Hard
    /// negatives are searched for in the training photographs before the training begins. Requires <see cref="StartFrom"/>, and photographs
    /// in which every face is marked or lies in an ignored zone. Default: 0.
    /// </summary>
    public double HardNegativeShare { get; init => field = Guard.Between(value, 0, 1, nameof(HardNegativeShare)); }

    /// <summary>Seed of all random numbers. Two trainings with equal settings, data and machine give equal weights. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Precision of the computation. Default: <see cref="TrainingPrecision.Auto"/>.</summary>
    public TrainingPrecision Precision { get; init => field = Guard.Defined(value); }

    /// <summary>Device of the computation. Default: <see cref="TrainingDevice.Cpu"/>.</summary>
    public TrainingDevice Device { get; init => field = Guard.Defined(value); }

    /// <summary>Steps between two validations, 0 or more; 0 means 5 % of <see cref="Steps"/>. Default: 0.</summary>
    public int ValidationInterval { get; init => field = Guard.AtLeast(value, 0, nameof(ValidationInterval)); }

    /// <summary>Folder of the checkpoint, which is created if it does not exist. Default: null, no checkpoint.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Time between two checkpoints, zero or more. Default: five minutes.</summary>
    public TimeSpan CheckpointInterval { get; init => field = Guard.NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The value of <see cref="Models.ModelCard.Created"/>, converted to UTC. Default: null, the time at which the training ended.
    /// </summary>
    public DateTimeOffset? Created { get; init => field = value?.ToUniversalTime(); }

    /// <summary>
    /// Whether the model card omits values that differ between equal trainings: the duration and, unless <see cref="Created"/> is set, the
    /// end time. Two trainings with equal settings, data and machine then save equal bytes. Default: false.
    /// </summary>
    public bool Reproducible { get; init; }

    /// <summary>
    /// Whether to resume from a checkpoint in the folder. If false and there is a checkpoint, the training throws
    /// <see cref="InvalidOperationException"/>. Default: false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Called after every step, on the training thread. Default: null.</summary>
    public Action<StepProgress>? ProgressCallback { get; init; }

    /// <summary>Called after every validation, on the training thread. Default: null.</summary>
    public Action<FaceDetectorMetrics>? MetricsCallback { get; init; }
}
