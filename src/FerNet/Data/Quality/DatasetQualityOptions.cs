using FerNet.Utilities;

namespace FerNet.Data.Quality;

/// <summary>The limits of <see cref="DatasetQuality.Inspect"/>. Immutable.</summary>
public sealed record DatasetQualityOptions
{
    /// <summary>
    /// The sharpness below which a face is blurred, 0 to 8; 0 reports none. Sharpness is the standard deviation of the Laplacian divided by
    /// that of the gray levels. Default: 0.4; 0.6 % of the faces of FER2013 are below it, and their median is 0.84.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 8.</exception>
    public double MinSharpness { get; init => field = Guard.Between(value, 0, 8, nameof(MinSharpness)); } = 0.4;

    /// <summary>The mean gray level below which a face is dark, 0 to 255; 0 reports none. Default: 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinBrightness { get; init => field = Guard.Between(value, 0, 255, nameof(MinBrightness)); } = 40;

    /// <summary>The standard deviation of gray levels below which a face has low contrast, 0 to 128; 0 reports none. Default: 12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinContrast { get; init => field = Guard.Between(value, 0, 128, nameof(MinContrast)); } = 12;

    /// <summary>
    /// The correlation of gray levels from which two faces are nearly equal, 0.9 to 1. It does not depend on brightness and contrast.
    /// Default: 0.98.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double NearDuplicateCorrelation { get; init => field = Guard.Between(value, 0.9, 1, nameof(NearDuplicateCorrelation)); } = 0.98;
}
