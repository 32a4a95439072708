using System.Diagnostics.CodeAnalysis;
using FerNet.Data.Detection;
using FerNet.Training.Native;
using FerNet.Utilities;

namespace FerNet.Training.Detection;

/// <summary>Trains a face detector with landmarks from photographs with marked faces.</summary>
/// <remarks>
/// Each input shows one or more views of photographs, with random scale, position, rotation and lighting, on backgrounds. About 5 % of the
/// photographs and 25 % of the backgrounds, selected by a hash of their names, are held back: the photographs for validation, the
/// backgrounds to measure false faces. Training needs torch's native library, like <see cref="EmotionTrainer"/>. Thread-safe: a trainer
/// keeps no state between trainings.
/// </remarks>
public sealed class FaceDetectorTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    [RequiresUnreferencedCode(ReflectionMessages.Torch)]
    [RequiresDynamicCode(ReflectionMessages.Torch)]
    public FaceDetectorTrainer(FaceDetectorTrainerOptions? options = null) => Options = options ?? new FaceDetectorTrainerOptions();

    /// <summary>The settings.</summary>
    public FaceDetectorTrainerOptions Options { get; }

    /// <summary>Trains on photographs and on images without faces.</summary>
    /// <param name="photographs">Photographs with marked faces. They are decoded into memory, about four bytes per pixel.</param>
    /// <param name="backgrounds">Image files that show no face; may be empty.</param>
    /// <param name="cancellationToken">Cancels the training after the current step. If there is a checkpoint folder, a checkpoint is
    /// written first.</param>
    /// <returns>The detector; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The photographs have no marked faces, or <see cref="FaceDetectorTrainerOptions.StartFrom"/> has
    /// another network.</exception>
    /// <exception cref="FileNotFoundException">A background is missing.</exception>
    /// <exception cref="InvalidDataException">A photograph or background is not an image, or the checkpoint is damaged or belongs to
    /// another training.</exception>
    /// <exception cref="DllNotFoundException">The application lacks torch's native library; the message names the package.</exception>
    /// <exception cref="IOException">The checkpoint folder cannot be created or written to, or another training uses it.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint folder contains a checkpoint and
    /// <see cref="FaceDetectorTrainerOptions.Resume"/> is false, the device is not available, or
    /// <see cref="FaceDetectorTrainerOptions.HardNegativeShare"/> is set without
    /// <see cref="FaceDetectorTrainerOptions.StartFrom"/>.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or NaN.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="photographs"/> or <paramref name="backgrounds"/> is null.</exception>
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

    /// <summary>Files are read in parallel. Throws the first inner exception, as sequential reading would.</summary>
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
