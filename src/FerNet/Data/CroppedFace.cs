namespace FerNet.Data;

/// <summary>The face of an image file.</summary>
/// <param name="Patch">Its gray levels [48 * 48].</param>
/// <param name="Warning">What the file lacked although the whole image could be decoded; null where it lacked nothing.</param>
internal readonly record struct CroppedFace(byte[] Patch, string? Warning);
