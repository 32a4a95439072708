using FerNet.Imaging;
using FerNet.Utilities;
using SkiaSharp;

namespace FerNet.Cli;

/// <summary>
/// A file format that the program writes: its extensions, and how a file of this format is recognized by its first bytes.
/// </summary>
internal sealed record FileFormat(string Name, string[] Endings, Func<byte[], bool> Begins)
{
    /// <summary>FirstEntryName is the offset of the first file's name in a zip.</summary>
    private const int BytesLookedAt = 256, FirstEntryName = 30;

    public static readonly FileFormat
        Png = new("a PNG image", [".png"], start => ImageKind.Detect(start) == ImageKind.Png),
        Jpeg = new("a JPEG image", [".jpg", ".jpeg"], start => ImageKind.Detect(start) == ImageKind.Jpeg),
        WebP = new("a WebP image", [".webp"], start => ImageKind.Detect(start) == ImageKind.WebP),
        Json = new("a JSON file", [".json"], start => Text(start).StartsWith('{')),
        Metrics = new("a table of metrics", [".csv"], start => Text(start).StartsWith("emotion,support,", StringComparison.Ordinal)),
        Curve = new("a learning curve", [".csv"], start => Text(start).StartsWith("epoch,loss,", StringComparison.Ordinal)),
        DetectorCurve =
            new("a learning curve of a detector", [".csv"], start => Text(start).StartsWith("step,loss,", StringComparison.Ordinal)),
        Markdown = new("a Markdown file", [".md", ".markdown"], start => Text(start)[..1] is "#" or "|"),
        Html = new("an HTML page", [".html", ".htm"],
            start => Text(start).StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)),
        Onnx = new("an ONNX file", [".onnx"], start => start.Length > 0 && start[0] == 8),
        Model = new("a model file", [".zip"], start => IsZip(start, "TrainingInfo/"u8)),
        Dataset = new("a dataset file", [".npz"], start => IsZip(start, "fernet-dataset.json"u8));

    private static readonly FileFormat[] All = [Png, Jpeg, WebP, Json, Metrics, Curve, DetectorCurve, Markdown, Html, Onnx, Model, Dataset];

    /// <summary>Whether a folder of faces may contain files of this format.</summary>
    public bool IsImage => this == Png || this == Jpeg || this == WebP;

    /// <summary>The image format of a path's extension.</summary>
    /// <exception cref="UsageException">The extension is not that of a supported image format.</exception>
    public static FileFormat FromImagePath(string option, string path) =>
        ((FileFormat[])[Png, Jpeg, WebP]).FirstOrDefault(kind => kind.IsNamedBy(path))
        ?? throw new UsageException(
            $"{option} {UntrustedText.Quote(path)}: drawings are written as PNG, JPEG or WebP; use .png, .jpg or .webp.");

    /// <summary>Converts a drawing to the image format of a path's extension.</summary>
    public static byte[] Encode(byte[] png, string path)
    {
        if (!Jpeg.IsNamedBy(path) && !WebP.IsNamedBy(path)) return png;
        using SKBitmap drawing = SKBitmap.Decode(png);
        using SKData data = drawing.Encode(Jpeg.IsNamedBy(path) ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Webp, quality: 92);
        return data.ToArray();
    }

    /// <summary>Refuses a path whose extension is that of another format. Unknown extensions are accepted.</summary>
    public void RequireName(string option, string path)
    {
        if (!IsNamedBy(path) && All.FirstOrDefault(kind => kind.IsNamedBy(path)) is { } other)
            throw new UsageException(
                $"{option} {UntrustedText.Quote(path)}: the extension is of {other.Name}, but {Name} is written; use {Endings[0]}.");
    }

    /// <summary>Whether a file has this format or is empty.</summary>
    public bool IsKindOf(string path)
    {
        using Stream file = RegularFile.OpenRead(path);
        byte[] start = new byte[BytesLookedAt];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return count == 0 || Begins(start[..count]);
    }

    private bool IsNamedBy(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsZip(byte[] start, ReadOnlySpan<byte> firstEntry) => start.Length > FirstEntryName
        && start.AsSpan().StartsWith("PK"u8) && start.AsSpan(FirstEntryName).StartsWith(firstEntry);

    private static string Text(byte[] start) =>
        System.Text.Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n') + "\n";
}
