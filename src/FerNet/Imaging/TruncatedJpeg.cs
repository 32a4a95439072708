using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Decodes a JPEG without its end marker if all of its rows are present. An image with missing rows is refused, because half a face would
/// get an answer that looks like any other.
/// </summary>
internal static class TruncatedJpeg
{
    /// <summary>
    /// Decodes with an added end marker; null where the end marker is present, or where the missing part cannot be determined.
    /// </summary>
    /// <param name="encoded">The file.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="maxPixels">The maximum number of pixels.</param>
    /// <param name="warning">The missing part; null where null is returned.</param>
    /// <exception cref="InvalidDataException">Rows are missing; the message states how many are present.</exception>
    public static SKBitmap? Decode(ReadOnlySpan<byte> encoded, string name, int maxPixels, out string? warning)
    {
        warning = null;
        JpegProgress progress = JpegProgress.Parse(encoded);
        if (progress.HasEnd || progress.CompleteRows is not { } rows) return null;
        if (rows < progress.Height)
            throw new InvalidDataException(
                Invariant($"{name}: the image is cut off: {rows:N0} of its {progress.Height:N0} rows are there. Get the file again."));
        // A file that was truncated within a marker ends with its first byte.
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
