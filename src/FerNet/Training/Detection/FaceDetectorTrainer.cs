using System.Diagnostics.CodeAnalysis;
using FerNet.Data.Detection;
using FerNet.Training.Native;
using FerNet.Utilities;

namespace FerNet.Training.Detection;

/// <summary>Trains a detector of faces and landmarks from photographs with marked faces.</summary>
/// <remarks>
/// Each input is a view of a photograph, of random scale, place, rotation and light, alone or beside others, on backgrounds. A twentieth of
/// the photographs and a quarter of the backgrounds, chosen by their names, are held back: the former for validation, the latter to measure
/// false faces. The constructor takes settings, <see cref="Train"/> takes data; needs torch's native library like
/// <see cref="EmotionTrainer"/>. Thread-safe: nothing is held between two trainings.
/// </remarks>
public sealed class FaceDetectorTrainer
{
    /// <summary>Makes a trainer.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    [RequiresUnreferencedCode(ReflectionMessages.Torch)]
    [RequiresDynamicCode(ReflectionMessages.Torch)]
    public FaceDetectorTrainer(FaceDetectorTrainerOptions? options = null) => Options = options ?? new FaceDetectorTrainerOptions();

    /// <summary>The settings.</summary>
    public FaceDetectorTrainerOptions Options { get; }

    /// <summary>Trains on photographs and on images without faces.</summary>
    /// <param name="photographs">Photographs with marked faces; they are held in memory decoded, four bytes for each pixel.</param>
    /// <param name="backgrounds">Image files that show no face; may be empty.</param>
    /// <param name="cancellationToken">Stops after the current step; where there is a checkpoint folder, the checkpoint is written
    /// first.</param>
    /// <returns>The detector; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The photographs have no marked faces.</exception>
    /// <exception cref="FileNotFoundException">A background is missing.</exception>
    /// <exception cref="InvalidDataException">A photograph or a background is no image, or the checkpoint is damaged or belongs to another
    /// training.</exception>
    /// <exception cref="DllNotFoundException">The application lacks torch's native library; the message names the package.</exception>
    /// <exception cref="IOException">Checkpoints are asked for, and their folder cannot be made or written in, or another training uses
    /// it.</exception>
    /// <exception cref="InvalidOperationException">A checkpoint is in the way, the device is missing, or hard negatives are asked for
    /// without a detector to start from.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or no number.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    public FaceDetector Train(FaceDetectionDataset photographs, IEnumerable<string> backgrounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        ArgumentNullException.ThrowIfNull(backgrounds);
        if (photographs.FaceCount == 0)
            throw new ArgumentException(
                $"None of the {photographs.Count} photographs has a marked face; a detector learns from at least 1.", nameof(photographs));
        if (Options is { HardNegativeShare: > 0, StartFrom: null })
            throw new InvalidOperationException(
                Invariant($"HardNegativeShare is {Options.HardNegativeShare}, but there is no StartFrom, the detector whose mistakes ") +
                "are learned from. Set it, or leave the share at 0.");
        using FolderLock? held = CheckpointFolder.Take(Options.CheckpointDirectory);
        NativeTorch.Require();
        DetectorTrainingData data = Unwrapped(() => DetectorTrainingData.Load(photographs, [.. backgrounds], cancellationToken));
        using DetectorTrainingRun run = new(Options, photographs.Digest, data, cancellationToken);
        return FaceDetector.FromTraining(run, run.Run(cancellationToken), Options, photographs, data);
    }

    /// <summary>Files are read in parallel; the caller sees the first error as if they were read in turn.</summary>
    private static T Unwrapped<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (AggregateException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
