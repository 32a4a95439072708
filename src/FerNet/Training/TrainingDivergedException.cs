using FerNet.Utilities;

namespace FerNet.Training;

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

    /// <param name="what">What became infinite or NaN, as a sentence without its end.</param>
    /// <param name="where">"in epoch 2, step 5".</param>
    /// <param name="rate">The learning rate of the step.</param>
    /// <param name="checkpoint">The file of the last checkpoint; null where there is none.</param>
    internal static string Text(string what, string where, double rate, string? checkpoint) =>
        Invariant($"{what} {where}, at a learning rate of {rate:0.######}. Train with a smaller rate.")
        + (checkpoint is null ? "" : $" The last checkpoint, {UntrustedText.Quote(checkpoint)}, is from before.");

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; init; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; init; }
}
