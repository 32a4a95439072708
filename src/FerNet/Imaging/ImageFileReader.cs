using FerNet.Utilities;

namespace FerNet.Imaging;

/// <summary>Turns whatever a caller has into a gray image.</summary>
internal static class ImageFileReader
{
    public static GrayImage FromFile(string path) => ImageDecoder.Decode(BytesOf(path), path);

    /// <summary>The bytes of a file that exists.</summary>
    public static byte[] BytesOf(string path)
    {
        using Stream file = Open(path, "image");
        return ImageDecoder.ReadAll(file, path);
    }

    /// <summary>Opens a file that exists.</summary>
    public static Stream Open(string path, string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string quoted = UntrustedText.Quote(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{quoted} is a folder; name one {kind}.", quoted);
        if (!File.Exists(path))
        {
            string cure = Path.IsPathFullyQualified(path)
                ? "check the path."
                : $"'{quoted}' is looked for in the folder that the program runs in, so give the whole path.";
            throw new FileNotFoundException($"There is no {kind} at {UntrustedText.QuotePath(path)}; {cure}", quoted);
        }
        return RegularFile.OpenRead(path);
    }
}
