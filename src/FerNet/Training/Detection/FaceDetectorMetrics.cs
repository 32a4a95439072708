namespace FerNet.Training.Detection;

/// <summary>Metrics of a detector training, recorded at each validation. Immutable and therefore thread-safe.</summary>
public sealed record FaceDetectorMetrics
{
    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>Steps planned.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean loss since the last metrics: the sum of the three parts.</summary>
    public required double Loss { get; init; }

    /// <summary>
    /// Mean loss of the scores: the cross-entropy of all cells in nats, divided by the number of cells that are assigned to a face.
    /// </summary>
    public required double ScoreLoss { get; init; }

    /// <summary>Mean weighted loss of the boxes.</summary>
    public required double BoxLoss { get; init; }

    /// <summary>Mean weighted loss of the landmarks.</summary>
    public required double LandmarkLoss { get; init; }

    /// <summary>
    /// Recall on the validation photographs at 0.1 false faces per photograph, for faces of at least 20 pixels, 0 to 1; null if there are
    /// no validation photographs with faces.
    /// </summary>
    public required double? ValidationRecall { get; init; }

    /// <summary>
    /// Median distance between the predicted and the marked landmarks, divided by the distance between the eyes; null if no landmarks can
    /// be compared.
    /// </summary>
    public required double? ValidationLandmarkError { get; init; }

    /// <summary>Learning rate of the next step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training inputs per second; the time of validations is included.</summary>
    public required double InputsPerSecond { get; init; }

    /// <summary>Time since the training began, without reading the data.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line with all figures.</summary>
    public override string ToString()
    {
        string validation = ValidationRecall is { } recall
            ? Invariant($"  recall {recall,7:P2}  landmarks {ValidationLandmarkError:0.000}")
            : "";
        return Invariant($"step {Step,6}/{Steps}  loss {Loss:0.000} (score {ScoreLoss:0.000}, box {BoxLoss:0.000}, landmarks ") +
            Invariant($"{LandmarkLoss:0.000}){validation}") +
            Invariant($"  rate {LearningRate:0.00000}  {InputsPerSecond:0} views/s  {Elapsed:h\\:mm\\:ss}");
    }
}
