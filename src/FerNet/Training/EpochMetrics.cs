namespace FerNet.Training;

/// <summary>Metrics of one epoch of a training. Immutable and therefore thread-safe.</summary>
public sealed record EpochMetrics
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs planned.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over the augmented training faces, including penalties.</summary>
    public required double Loss { get; init; }

    /// <summary>Accuracy on the augmented training faces, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean cross-entropy over the validation faces in nats; null if there are none.</summary>
    public required double? ValidationLoss { get; init; }

    /// <summary>Accuracy on the validation faces, 0 to 1; null if there are none.</summary>
    public required double? ValidationAccuracy { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training faces per second, without the time of the validation.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Duration of the epoch, including validation.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Estimated remaining time of the training, based on this epoch.</summary>
    public required TimeSpan TimeLeft { get; init; }

    /// <summary>One line with all figures.</summary>
    public override string ToString()
    {
        string validation = ValidationAccuracy is { } accuracy ? Invariant($"  validation {ValidationLoss:0.0000} {accuracy,7:P2}") : "";
        return Invariant($"epoch {Epoch,3}/{Epochs}  loss {Loss:0.0000} {Accuracy,7:P2}{validation}  rate {LearningRate:0.00000}  ") +
            Invariant($"{ImagesPerSecond:0} images/s  {Text(TimeLeft)} left");
    }

    internal static string Text(TimeSpan time) => time.TotalHours >= 1
        ? Invariant($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : Invariant($"{time.Minutes}:{time.Seconds:00}");
}
