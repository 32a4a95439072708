using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>A decoded, upright image.</summary>
/// <param name="Pixels">Its pixels; whoever holds them disposes them.</param>
/// <param name="Width">Width of the whole image in pixels.</param>
/// <param name="Height">Height of the whole image in pixels.</param>
/// <param name="Reduction">
/// Pixels of the image along each side of one of <paramref name="Pixels"/>; the last column and row may stand for fewer.
/// </param>
/// <param name="Warning">What the file lacks though the image is there; null where it lacks nothing.</param>
internal readonly record struct DecodedImage(SKBitmap Pixels, int Width, int Height, int Reduction, string? Warning);
