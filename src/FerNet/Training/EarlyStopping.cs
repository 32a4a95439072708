using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>Stops a training that no longer gets better. Whether or not it stops early, the best weights are restored at the end.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without a better validation accuracy before training stops, at least 1. Default: 20.</summary>
    public int Patience { get; init => field = Guard.AtLeast(value, 1, nameof(Patience)); } = 20;

    /// <summary>How much the accuracy must rise to count as better, 0 to 1. Default: 0.</summary>
    public double MinDelta { get; init => field = Guard.Between(value, 0, 1, nameof(MinDelta)); }
}
