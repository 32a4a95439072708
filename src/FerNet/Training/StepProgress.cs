namespace FerNet.Training;

/// <summary>How far a training has come within its epoch. Immutable.</summary>
public sealed record StepProgress
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs planned.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps done in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean loss of this epoch so far.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of this epoch's faces so far that were recognized, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Training faces a second since this epoch began or was resumed.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>How long the rest of the training will take at this pace.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
