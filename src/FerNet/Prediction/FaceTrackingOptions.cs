using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>How faces are followed from frame to frame. Immutable.</summary>
/// <remarks>
/// A face moves on at its last speed while it is missed. Probabilities are smoothed exponentially: after n frames with an equal answer,
/// 1 - <see cref="Smoothing"/>^n of the way to it is gone.
/// </remarks>
public sealed record FaceTrackingOptions
{
    /// <summary>Share of the earlier frames in the smoothed probabilities, 0 (none) to 0.99. Default: 0.7.</summary>
    public double Smoothing { get; init => field = Guard.Between(value, 0, 0.99, nameof(Smoothing)); } = 0.7;

    /// <summary>Least overlap (intersection over union), 0 to 1, of a face with the place where it is expected. Default: 0.3.</summary>
    public double MinOverlap { get; init => field = Guard.Between(value, 0, 1, nameof(MinOverlap)); } = 0.3;

    /// <summary>Frames after which a face that is no longer found is forgotten, 0 or more. Default: 10.</summary>
    public int MaxMissedFrames { get; init => field = Guard.AtLeast(value, 0, nameof(MaxMissedFrames)); } = 10;
}
