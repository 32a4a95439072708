namespace FerNet.Training.Detection;

/// <summary>What a stretch of a detector's training gave. Immutable.</summary>
public sealed record FaceDetectorMetrics
{
    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>Steps planned.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean loss since the last metrics: the sum of the three parts.</summary>
    public required double Loss { get; init; }

    /// <summary>Mean loss of the scores: cross-entropy in nats, for each cell that is to find a face.</summary>
    public required double ScoreLoss { get; init; }

    /// <summary>Mean loss of the boxes, weighted.</summary>
    public required double BoxLoss { get; init; }

    /// <summary>Mean loss of the landmarks, weighted.</summary>
    public required double LandmarkLoss { get; init; }

    /// <summary>
    /// Share of the held-back photographs' faces of 20 pixels and more that are found at 0.1 false faces for each photograph, 0 to 1; null
    /// where none are held back.
    /// </summary>
    public required double? ValidationRecall { get; init; }

    /// <summary>
    /// Median distance of the landmarks from the marked ones, as a share of the distance between the eyes; null where none can be compared.
    /// </summary>
    public required double? ValidationLandmarkError { get; init; }

    /// <summary>Learning rate of the next step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Inputs learned from a second, validations included.</summary>
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
            Invariant($"  rate {LearningRate:0.00000}  {InputsPerSecond:0} inputs/s  {Elapsed:h\\:mm\\:ss}");
    }
}
