using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>
/// The images to score: those of a folder or of a list. Paths are relative to a base folder and have forward slashes, so that they are the
/// same on every machine.
/// </summary>
internal sealed class ImageList
{
    /// <summary>The column with the paths in a Parquet list.</summary>
    public const string FileColumn = "file";

    private readonly string root;
    private readonly Func<IEnumerable<string>> read;

    private ImageList(string root, Func<IEnumerable<string>> read) => (this.root, this.read) = (root, read);

    /// <summary>The files of a folder that are not images.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; private init; } = [];

    /// <summary>Opens a folder or a list.</summary>
    /// <param name="input">A folder, a Parquet file with the extension .parquet, or a text file with one path per line.</param>
    /// <param name="baseFolder">The base folder of the paths in a list; null for the folder of the list.</param>
    /// <exception cref="UsageException">The input is a folder, and a base folder is specified.</exception>
    /// <exception cref="IOException">The folder or list does not exist.</exception>
    public static ImageList Open(string input, string? baseFolder)
    {
        if (Directory.Exists(input))
        {
            if (baseFolder is not null)
                throw new UsageException("--base is for lists; the paths of a folder's images are relative to that folder.");
            FolderImages images = new(input, skipUnreadable: false);
            return new ImageList(Path.GetFullPath(input), () => images.Paths) { LeftOut = images.LeftOut.Groups };
        }
        if (!File.Exists(input))
            throw new FileNotFoundException($"There is no folder and no list {UntrustedText.QuotePath(input)}; check --input.");
        string root = Path.GetFullPath(baseFolder ?? Path.GetDirectoryName(Path.GetFullPath(input))!);
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"There is no folder {UntrustedText.Quote(root)}; check --base.");
        bool isParquet = Path.GetExtension(input).Equals(".parquet", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> lines = isParquet ? ReadParquet(input) : RegularFile.ReadLines(input);
        return new ImageList(root, () => lines.Where(line => line.Length > 0).Select(line => Normalize(line, root)));
    }

    /// <summary>Reads the paths; each call reads the input again. A list may contain a path several times.</summary>
    public IEnumerable<string> ReadPaths() => read();

    /// <summary>The full path of an image.</summary>
    /// <exception cref="InvalidDataException">The path is outside the base folder.</exception>
    public string FullPath(string path) =>
        path == ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path)
            ? throw new InvalidDataException(
                $"{UntrustedText.Quote(path)} lies outside {UntrustedText.Quote(root)}; name a folder that holds all images with --base.")
            : Path.Combine(root, path);

    /// <summary>Normalizes a path, so that each image has exactly one path.</summary>
    private static string Normalize(string line, string root)
    {
        try
        {
            return Path.GetRelativePath(root, Path.GetFullPath(line, root)).Replace(Path.DirectorySeparatorChar, '/');
        }
        catch (ArgumentException)
        {
            // An invalid path, such as one with a null character, fails when its image is read.
            return line;
        }
    }

    private static IEnumerable<string> ReadParquet(string list)
    {
        using ParquetTable table = ParquetTable.Open(list);
        foreach (string?[][] columns in table.ReadTexts(FileColumn))
        {
            foreach (string path in columns[0].OfType<string>()) yield return path;
        }
    }
}
