using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>A decoded, upright image.</summary>
/// <param name="Pixels">The pixels; the caller disposes them.</param>
/// <param name="Width">Width of the whole image in pixels.</param>
/// <param name="Height">Height of the whole image in pixels.</param>
/// <param name="Reduction">
/// Pixels of the image along each side of one pixel of <paramref name="Pixels"/>; the last column and row may cover fewer.
/// </param>
/// <param name="Warning">The part that is missing from the file although the image was decoded; null where nothing is missing.</param>
internal readonly record struct DecodedImage(SKBitmap Pixels, int Width, int Height, int Reduction, string? Warning);
