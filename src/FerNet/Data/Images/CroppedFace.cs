namespace FerNet.Data.Images;

/// <summary>The face of an image file.</summary>
/// <param name="Patch">Its gray levels [48 * 48].</param>
/// <param name="Width">Pixels in a row of the upright image.</param>
/// <param name="Height">Rows of the upright image.</param>
internal readonly record struct CroppedFace(byte[] Patch, int Width, int Height)
{
    /// <summary>Whether a face was found; null where none was searched for.</summary>
    public bool? FaceFound { get; init; }

    /// <summary>What the file lacked although the whole image could be decoded; null where it lacked nothing.</summary>
    public string? Warning { get; init; }
}
