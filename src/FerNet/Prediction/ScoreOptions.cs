using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>Settings for scoring a stream of images. Immutable.</summary>
public sealed record ScoreOptions
{
    /// <summary>
    /// Whether results are returned in the order of the images. Otherwise each result is returned as soon as it is ready, so that a large
    /// image does not delay others. Default: true.
    /// </summary>
    public bool KeepOrder { get; init; } = true;

    /// <summary>
    /// The maximum number of images that were read from the stream and whose results were not yet consumed, 1 or more. It limits the
    /// memory. A value below 64 makes scoring batches smaller. Default: 64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxImagesInFlight { get; init => field = Guard.AtLeast(value, 1, nameof(MaxImagesInFlight)); } = 64;
}
