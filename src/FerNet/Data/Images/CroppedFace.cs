namespace FerNet.Data.Images;

/// <summary>The face of an image file.</summary>
/// <param name="Patch">Its gray levels [48 * 48].</param>
/// <param name="Width">Width of the upright image in pixels.</param>
/// <param name="Height">Height of the upright image in pixels.</param>
internal readonly record struct CroppedFace(byte[] Patch, int Width, int Height)
{
    /// <summary>Whether a face was found; null where no face was searched for.</summary>
    public bool? FaceFound { get; init; }

    /// <summary>The part that is missing from the file although the whole image was decoded; null where nothing is missing.</summary>
    public string? Warning { get; init; }
}
