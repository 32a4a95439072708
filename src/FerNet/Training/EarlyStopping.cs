using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// Stops a training when the validation accuracy no longer improves. The best weights are restored at the end in any case. Immutable and
/// therefore thread-safe. Setting a value outside its range throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>
    /// Number of epochs without improvement of the validation accuracy before the training stops, at least 1. Default: 20.
    /// </summary>
    public int Patience { get; init => field = Guard.AtLeast(value, 1, nameof(Patience)); } = 20;

    /// <summary>Minimum increase of the accuracy that counts as an improvement, 0 to 1. Default: 0.</summary>
    public double MinDelta { get; init => field = Guard.Between(value, 0, 1, nameof(MinDelta)); }
}
