using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Decodes a JPEG that ends before its end marker, as every viewer does, where the whole height is there; an image with rows missing is
/// refused: half a face would get an answer that looks as good as any other.
/// </summary>
internal static class TruncatedJpeg
{
    /// <summary>Decodes with the end marker put back; null where the end marker is there, or it cannot be told what is missing.</summary>
    /// <param name="encoded">The file.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="maxPixels">The most pixels it may have.</param>
    /// <param name="warning">What is missing; null where null is returned.</param>
    /// <exception cref="InvalidDataException">Less than the whole height is there; the message says how much.</exception>
    public static SKBitmap? Decode(ReadOnlySpan<byte> encoded, string name, int maxPixels, out string? warning)
    {
        warning = null;
        JpegProgress progress = JpegProgress.Parse(encoded);
        if (progress.HasEnd || progress.RowsThere is not { } rows) return null;
        if (rows < progress.Height)
            throw new InvalidDataException(
                Invariant($"{name}: the image is cut off: {rows:N0} of its {progress.Height:N0} rows are there; get the whole file."));
        // A cut within a marker leaves its first byte.
        SkiaCodec.TryDecode([.. encoded.TrimEnd((byte)0xFF), 0xFF, JpegSegments.EndOfImage], ImageKind.Jpeg, name, maxPixels,
            static _ => 1, out SKBitmap? decoded);
        if (decoded is null) return null;
        warning = progress.RefiningScans > 0
            ? Invariant($"The JPEG file is progressive and has no end marker: all {rows:N0} rows are there, but finer detail may be ") +
                Invariant($"missing after scan {progress.RefiningScans}.")
            : Invariant($"The JPEG file has no end marker; all {rows:N0} rows are there.");
        return decoded;
    }
}
