namespace FerNet.Faces.Framing;

/// <summary>The numbers by which a face becomes a crop. The defaults were chosen by measurement, see docs/results.md. Immutable.</summary>
internal sealed record FramingSettings
{
    public static FramingSettings Default { get; } = new();

    /// <summary>A face rolled by less than this, in degrees, is read with upright sides: FER2013's own faces are rolled as much.</summary>
    public double RollFrom { get; init; } = 20;

    /// <summary>
    /// How far the center of a crop may lie from the center of the image, in sides of the image's square, for the image to be read whole.
    /// </summary>
    public double WholeShift { get; init; } = 0.2;

    /// <summary>How many times larger or smaller than the image's square a crop may be for the image to be read whole.</summary>
    public double WholeRatio { get; init; } = 1.4;

    /// <summary>Side of the crop for each side of the square that the landmarks or the box ask for.</summary>
    public double SideFactor { get; init; } = 0.95;
}
