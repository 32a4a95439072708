using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Determines which files of a dataset are images, by the extension or, without one, by the first bytes.</summary>
internal static class ImageFiles
{
    /// <summary>The number of bytes that <see cref="IsImage(ReadOnlySpan{byte})"/> needs.</summary>
    public const int SignatureBytes = 16;

    /// <summary>The extensions of images that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp"];

    private static readonly HashSet<string> Readable = new(Extensions, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Extensions of photographs that cannot be read. They cause an error, because leaving them out would silently reduce the dataset.
    /// </summary>
    private static readonly HashSet<string> Unreadable =
        new([".heic", ".heif", ".avif", ".tif", ".tiff"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file with that name is an image of the dataset, including one that cannot be read and stops the load.</summary>
    public static bool HasExtension(string path) => Readable.Contains(Path.GetExtension(path)) || IsUnreadable(path);

    /// <summary>Whether a file is a photograph in a format that cannot be read.</summary>
    public static bool IsUnreadable(string path) => Unreadable.Contains(Path.GetExtension(path));

    /// <summary>Whether the first bytes are those of PNG, JPEG, GIF, BMP or WebP.</summary>
    public static bool IsImage(ReadOnlySpan<byte> start) => ImageKind.Detect(start) is { IsReadable: true }
        // The two letters alone would match text files; the reserved bytes of a bitmap are 0.
        && (!start.StartsWith("BM"u8) || (start.Length >= 10 && start[6..10].IndexOfAnyExcept((byte)0) < 0));

    /// <summary>Whether the first bytes of a stream are those of an image; the stream is read, not closed.</summary>
    public static bool IsImage(Stream stream)
    {
        Span<byte> start = stackalloc byte[SignatureBytes];
        return IsImage(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>The reason for leaving out a file that is not an image.</summary>
    public static string Reason(string path) => Path.GetExtension(path).ToLowerInvariant() is { Length: > 0 } extension
        ? $"not an image format that is read ({UntrustedText.Quote(extension)})"
        : "without an extension and not an image";
}
