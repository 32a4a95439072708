namespace FerNet.Data;

/// <summary>The image that a face was cut out of when a dataset was loaded. Immutable; thread-safe.</summary>
public sealed record ImageOrigin
{
    /// <summary>The image file, as "train/happy/7.jpg" from the folder or archive that was loaded.</summary>
    public required string FileName { get; init; }

    /// <summary>Pixels in a row of the upright image; from 1.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the upright image; from 1.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// Whether a face was found in the image; where none was, its largest centered square is the face. <see langword="null"/> where none
    /// was searched for: with <see cref="FaceSearch.None"/>, and with <see cref="FaceSearch.Auto"/> in images of at most 48 x 48 pixels.
    /// </summary>
    public bool? FaceFound { get; init; }
}
