namespace FerNet.Data.Quality;

/// <summary>The sizes of the images of a dataset, in pixels. Immutable; thread-safe.</summary>
public sealed record ImageSizes
{
    /// <summary>The number of images; from 1.</summary>
    public required int Count { get; init; }

    /// <summary>Width of the image with the fewest pixels.</summary>
    public required int MinWidth { get; init; }

    /// <summary>Height of the image with the fewest pixels.</summary>
    public required int MinHeight { get; init; }

    /// <summary>Width of the median image by number of pixels.</summary>
    public required int MedianWidth { get; init; }

    /// <summary>Height of the median image by number of pixels.</summary>
    public required int MedianHeight { get; init; }

    /// <summary>Width of the image with the most pixels.</summary>
    public required int MaxWidth { get; init; }

    /// <summary>Height of the image with the most pixels.</summary>
    public required int MaxHeight { get; init; }

    /// <summary>One line: the number, the smallest, the largest and the median.</summary>
    public override string ToString() => Invariant($"{Count:N0}, from {MinWidth:N0} x {MinHeight:N0} to {MaxWidth:N0} x {MaxHeight:N0} ") +
        Invariant($"pixels, median {MedianWidth:N0} x {MedianHeight:N0}");

    internal static ImageSizes? Create(IEnumerable<ImageOrigin> origins)
    {
        ImageOrigin[] sorted = [.. origins.OrderBy(origin => (long)origin.Width * origin.Height).ThenBy(origin => origin.Width)];
        return sorted.Length == 0 ? null : new ImageSizes
        {
            Count = sorted.Length,
            MinWidth = sorted[0].Width,
            MinHeight = sorted[0].Height,
            MedianWidth = sorted[sorted.Length / 2].Width,
            MedianHeight = sorted[sorted.Length / 2].Height,
            MaxWidth = sorted[^1].Width,
            MaxHeight = sorted[^1].Height,
        };
    }
}
