using FerNet.Utilities;

namespace FerNet.Data.Quality;

/// <summary>From where on <see cref="DatasetQuality.Inspect"/> speaks of a face. Immutable.</summary>
public sealed record DatasetQualityOptions
{
    /// <summary>
    /// The least sharpness of a face that is not blurred: the standard deviation of its Laplacian over that of its gray levels, from 0;
    /// 0 finds none. Default: 0.4; 6 in 1,000 faces of FER2013 are below it, and half of them below 0.84.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 8.</exception>
    public double MinSharpness { get; init => field = Guard.Between(value, 0, 8, nameof(MinSharpness)); } = 0.4;

    /// <summary>The least mean gray level of a face that is not dark, 0 to 255; 0 finds none. Default: 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinBrightness { get; init => field = Guard.Between(value, 0, 255, nameof(MinBrightness)); } = 40;

    /// <summary>
    /// The least standard deviation of the gray levels of a face that can be seen, 0 to 128; 0 finds none. Default: 12.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinContrast { get; init => field = Guard.Between(value, 0, 128, nameof(MinContrast)); } = 12;

    /// <summary>
    /// The least correlation of the gray levels of two faces that are nearly equal, 0.9 to 1; brightness and contrast do not count.
    /// Default: 0.98.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double NearDuplicateCorrelation { get; init => field = Guard.Between(value, 0.9, 1, nameof(NearDuplicateCorrelation)); } = 0.98;
}
