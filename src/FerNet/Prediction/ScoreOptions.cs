using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>How a stream of images is scored. Immutable.</summary>
public sealed record ScoreOptions
{
    /// <summary>
    /// Whether results come in the order of the images. Without it, a result comes as soon as it is there, and a large image holds up no
    /// other. Default: true.
    /// </summary>
    public bool KeepOrder { get; init; } = true;

    /// <summary>
    /// The most images that are under way: taken from the stream, and their results not yet taken from the results. It bounds the memory.
    /// 1 or more; fewer than 64 make smaller scoring batches. Default: 64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxImagesInFlight { get; init => field = Guard.AtLeast(value, 1, nameof(MaxImagesInFlight)); } = 64;
}
