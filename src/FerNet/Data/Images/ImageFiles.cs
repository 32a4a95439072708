using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Which files of a dataset are images, by the extension or, where there is none, by the first bytes.</summary>
internal static class ImageFiles
{
    /// <summary>How many bytes <see cref="IsImage(ReadOnlySpan{byte})"/> needs.</summary>
    public const int SignatureBytes = 16;

    /// <summary>The extensions of images that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp"];

    private static readonly HashSet<string> Readable = new(Extensions, StringComparer.OrdinalIgnoreCase);

    /// <summary>Photographs that cannot be read: without them a dataset would be smaller than its owner thinks.</summary>
    private static readonly HashSet<string> Unreadable =
        new([".heic", ".heif", ".avif", ".tif", ".tiff"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name is an image of the dataset: one that is read, or that stops the loading.</summary>
    public static bool HasExtension(string path) => Readable.Contains(Path.GetExtension(path)) || IsUnreadable(path);

    /// <summary>Whether a file is a photograph in a format that cannot be read.</summary>
    public static bool IsUnreadable(string path) => Unreadable.Contains(Path.GetExtension(path));

    /// <summary>Whether the first bytes are those of PNG, JPEG, GIF, BMP or WebP.</summary>
    public static bool IsImage(ReadOnlySpan<byte> start) => ImageKind.Detect(start) is { IsReadable: true }
        // Two letters alone would take texts for bitmaps, whose reserved bytes are 0.
        && (!start.StartsWith("BM"u8) || (start.Length >= 10 && start[6..10].IndexOfAnyExcept((byte)0) < 0));

    /// <summary>Whether the first bytes of a stream are those of an image; the stream is read, not closed.</summary>
    public static bool IsImage(Stream stream)
    {
        Span<byte> start = stackalloc byte[SignatureBytes];
        return IsImage(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Why a file that is not an image was left out.</summary>
    public static string Reason(string path) => Path.GetExtension(path).ToLowerInvariant() is { Length: > 0 } extension
        ? $"not an image format that is read ({UntrustedText.Quote(extension)})"
        : "without an extension and not an image";
}
