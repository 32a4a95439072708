using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// The exception that is thrown when the loss or a weight of a training becomes infinite or NaN. The last checkpoint was written before
/// that and is still valid.
/// </summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>Creates an exception with the default message.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="what">Start of the message, such as "The loss became NaN".</param>
    /// <param name="where">The step, such as "in epoch 2, step 5".</param>
    /// <param name="rate">The learning rate of the step.</param>
    /// <param name="checkpoint">The path of the last checkpoint; null if there is none.</param>
    internal static string Text(string what, string where, double rate, string? checkpoint) =>
        Invariant($"{what} {where}, at a learning rate of {rate:0.######}. Train with a smaller rate.")
        + (checkpoint is null ? "" : $" The checkpoint {UntrustedText.Quote(checkpoint)} was written before that, with the same "
            + "learning rate; delete it, or name another folder, before you train with a smaller rate.");

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; init; }

    /// <summary>The learning rate of the step.</summary>
    public double LearningRate { get; init; }
}
