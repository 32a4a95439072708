using FerNet.Utilities;

namespace FerNet.Imaging;

/// <summary>Reads and decodes image files.</summary>
internal static class ImageFileReader
{
    public static GrayImage FromFile(string path) => ImageDecoder.Decode(BytesOf(path), path);

    /// <summary>Reads all bytes of a file.</summary>
    public static byte[] BytesOf(string path)
    {
        using Stream file = Open(path, "image");
        return ImageDecoder.ReadAll(file, path);
    }

    /// <summary>Opens a file for reading.</summary>
    public static Stream Open(string path, string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string quoted = UntrustedText.Quote(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{quoted} is a folder; name one {kind}.", quoted);
        if (!File.Exists(path))
        {
            string cure = Path.IsPathFullyQualified(path)
                ? "check the path."
                : $"'{quoted}' is relative to the current directory. Check the path, or give the full path.";
            throw new FileNotFoundException($"There is no {kind} at {UntrustedText.QuotePath(path)}; {cure}", quoted);
        }
        return RegularFile.OpenRead(path);
    }
}
