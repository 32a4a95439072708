using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>
/// The images that are to be scored: those of a folder, or those that a list names. A path is relative to a base folder and has slashes,
/// so that it is the same on every machine.
/// </summary>
internal sealed class ImageList
{
    /// <summary>The column of a Parquet list that has the paths.</summary>
    public const string FileColumn = "file";

    private readonly string root;
    private readonly Func<IEnumerable<string>> read;

    private ImageList(string root, Func<IEnumerable<string>> read) => (this.root, this.read) = (root, read);

    /// <summary>What a folder holds beside the images.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; private init; } = [];

    /// <summary>Opens a folder or a list.</summary>
    /// <param name="input">A folder; a list in Parquet, where the name ends so; or a text with a path on each line.</param>
    /// <param name="baseFolder">What the paths of a list are relative to; null for the list's own folder.</param>
    /// <exception cref="UsageException">A base folder is named for a folder.</exception>
    /// <exception cref="IOException">There is no such folder or list.</exception>
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

    /// <summary>The paths, read anew at each call; a list may name one several times.</summary>
    public IEnumerable<string> ReadPaths() => read();

    /// <summary>Where the file of a path is.</summary>
    /// <exception cref="InvalidDataException">The path leads out of the base folder.</exception>
    public string FullPath(string path) =>
        path == ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path)
            ? throw new InvalidDataException(
                $"{UntrustedText.Quote(path)} lies outside {UntrustedText.Quote(root)}; name a folder that holds all images with --base.")
            : Path.Combine(root, path);

    /// <summary>One image has one path, however a list writes it.</summary>
    private static string Normalize(string line, string root)
    {
        try
        {
            return Path.GetRelativePath(root, Path.GetFullPath(line, root)).Replace(Path.DirectorySeparatorChar, '/');
        }
        catch (ArgumentException)
        {
            // A line that is no path at all, such as one with a zero in it, fails when its turn comes.
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
