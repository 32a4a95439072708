namespace FerNet.Training;

/// <summary>Progress of a training within its epoch. A detector training has one epoch. Immutable and therefore thread-safe.</summary>
public sealed record StepProgress
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs planned.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps done in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Number of steps per epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>
    /// Mean loss of this epoch so far. In a detector training, the loss of the last <see cref="Detection.FaceDetectorMetrics"/>, or NaN.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Accuracy on this epoch's training faces so far, 0 to 1; NaN in a detector training.</summary>
    public required double Accuracy { get; init; }

    /// <summary>
    /// Training faces per second since the start of this epoch or the resume. In a detector training, inputs per second since the start or
    /// the resume.
    /// </summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Estimated remaining time of the training.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
