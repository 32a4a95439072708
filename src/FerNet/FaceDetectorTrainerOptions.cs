using FerNet.Checks;

namespace FerNet;

/// <summary>Settings of a <see cref="FaceDetectorTrainer"/>. Immutable.</summary>
public sealed record FaceDetectorTrainerOptions
{
    /// <summary>Batches to learn from, at least 1. Default: 16,000.</summary>
    public int Steps { get; init => field = Guard.AtLeast(value, 1, nameof(Steps)); } = 16_000;

    /// <summary>Drawn scenes in a batch, at least 1. Default: 64.</summary>
    public int BatchSize { get; init => field = Guard.AtLeast(value, 1, nameof(BatchSize)); } = 64;

    /// <summary>Peak learning rate of Adam, which rises first and then falls to zero like a cosine; more than 0 and at most 1. Default: 0.002.</summary>
    public double LearningRate { get; init => field = Guard.Between(value, 1e-12, 1, nameof(LearningRate)); } = 0.002;

    /// <summary>
    /// A detector whose weights learn on, instead of random ones; it stays the caller's to dispose. It must be of the network that this version
    /// trains; another is refused. The way to teach the shipped detector your own faces and backgrounds; give it a lower rate. Default: null.
    /// </summary>
    public FaceDetector? StartFrom { get; init; }

    /// <summary>Start of all random numbers: two trainings with equal settings, data and machine give equal weights. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The arithmetic. Default: <see cref="TrainingPrecision.Auto"/>.</summary>
    public TrainingPrecision Precision { get; init => field = Guard.Defined(value); }

    /// <summary>Folder for the checkpoint, which is made where it is missing. Default: null, no checkpoint.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Time between two checkpoints. Default: five minutes.</summary>
    public TimeSpan CheckpointInterval { get; init => field = Guard.NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>Whether to go on from a checkpoint found in the folder, instead of refusing to overwrite it. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Called after every step, on the thread that trains. Default: null.</summary>
    public Action<StepProgress>? ProgressCallback { get; init; }
}
