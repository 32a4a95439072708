namespace FerNet;

/// <summary>The loss of a training became infinite or no number at all; the last checkpoint is from before and still good.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>Makes an error without a message.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Makes an error with a message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error with a message and its cause.</summary>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; init; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; init; }
}
