using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>Settings for tracking faces from frame to frame. Immutable.</summary>
/// <remarks>
/// A face that is not found is expected to move on, at a velocity that decreases. Probabilities are smoothed exponentially: after n frames
/// with equal probabilities, the remaining difference from them is <see cref="Smoothing"/>^n of the first.
/// </remarks>
public sealed record FaceTrackingOptions
{
    /// <summary>Share of the earlier frames in the smoothed probabilities, 0 (none) to 0.99. Default: 0.7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double Smoothing { get; init => field = Guard.Between(value, 0, 0.99, nameof(Smoothing)); } = 0.7;

    /// <summary>Minimum overlap (intersection over union), 0 to 1, of a face with its expected box. Default: 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinOverlap { get; init => field = Guard.Between(value, 0, 1, nameof(MinOverlap)); } = 0.3;

    /// <summary>The maximum number of consecutive frames without the face before its track ends, 0 or more. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int MaxMissedFrames { get; init => field = Guard.AtLeast(value, 0, nameof(MaxMissedFrames)); } = 10;
}
