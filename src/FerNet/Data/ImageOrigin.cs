namespace FerNet.Data;

/// <summary>The image that a face was read from when a dataset was loaded. Immutable; thread-safe.</summary>
public sealed record ImageOrigin
{
    /// <summary>The path of the image file relative to the loaded folder or archive, such as "train/happy/7.jpg".</summary>
    public required string FileName { get; init; }

    /// <summary>Width of the upright image in pixels; from 1.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the upright image in pixels; from 1.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// Whether a face was found in the image; if not, its largest centered square was used. <see langword="null"/> where no face was
    /// searched for: with <see cref="FaceSearch.None"/>, and with <see cref="FaceSearch.Auto"/> in images of at most 48 x 48 pixels.
    /// </summary>
    public bool? FaceFound { get; init; }
}
