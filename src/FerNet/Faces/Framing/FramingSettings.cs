namespace FerNet.Faces.Framing;

/// <summary>
/// The settings that compute a crop from a face. The defaults were chosen by measurement, see docs/results.md. Immutable.
/// </summary>
internal sealed record FramingSettings
{
    public static FramingSettings Default { get; } = new();

    /// <summary>A face with a roll of fewer degrees is read with an upright crop, because FER2013's faces are rolled by as much.</summary>
    public double MinRoll { get; init; } = 20;

    /// <summary>
    /// The largest distance between the centers of the crop and of the centered square at which the centered square is read, as a share of
    /// its side.
    /// </summary>
    public double MaxCenterShift { get; init; } = 0.2;

    /// <summary>The largest ratio between the sides of the crop and of the centered square at which the centered square is read.</summary>
    public double MaxSideRatio { get; init; } = 1.4;

    /// <summary>Side of the crop as a share of the side of the square computed from the landmarks or the box.</summary>
    public double SideFactor { get; init; } = 0.95;
}
