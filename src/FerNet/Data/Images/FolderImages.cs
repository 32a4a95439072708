using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>The images of a folder and of the folders in it.</summary>
internal sealed class FolderImages : IImageSource
{
    /// <summary>The maximum depth of nested folders.</summary>
    public const int DeepestFolder = 8;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string root;
    private readonly bool skipUnreadable;
    private readonly List<string> paths = [];

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="skipUnreadable">Whether subfolders that cannot be listed are left out instead of throwing.</param>
    public FolderImages(string folder, bool skipUnreadable)
    {
        root = folder;
        this.skipUnreadable = skipUnreadable;
        Walk(new DirectoryInfo(folder), "", 0);
        paths.Sort(StringComparer.Ordinal);
    }

    public string Name => UntrustedText.Quote(root);

    public LeftOutLog LeftOut { get; } = new();

    public IReadOnlyList<string> Paths => paths;

    public IEnumerable<ImageItem> Read(IReadOnlySet<int> wanted) =>
        from index in Enumerable.Range(0, paths.Count)
        where wanted.Contains(index)
        select new ImageItem(index, () => OpenImage(paths[index]));

    private void Walk(DirectoryInfo folder, string prefix, int depth)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos("*", Everything);
        }
        catch (Exception error) when (depth > 0 && error is IOException or UnauthorizedAccessException)
        {
            if (!skipUnreadable)
                throw new InvalidDataException(
                    $"{UntrustedText.Quote(prefix)}: the folder cannot be read: {UntrustedText.Quote(error.Message)}", error);
            LeftOut.Add("folders that cannot be read", prefix);
            return;
        }
        // The order of a file system is undefined, but examples of left-out files should be reproducible.
        foreach (FileSystemInfo entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            Add(entry, prefix + entry.Name, depth);
    }

    private void Add(FileSystemInfo entry, string path, int depth)
    {
        bool isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
        if ((entry.Attributes & (FileAttributes.Hidden | FileAttributes.System)) != 0) LeftOut.Add("hidden", path);
        else if (entry is not DirectoryInfo folder) AddFile(path);
        // A link may lead back to a folder above it.
        else if (isLink) LeftOut.Add("links to folders, which are not followed", path);
        else if (depth == DeepestFolder) LeftOut.Add($"folders nested more than {DeepestFolder} deep", path);
        else Walk(folder, path + "/", depth + 1);
    }

    private void AddFile(string path)
    {
        if (ImageFiles.HasExtension(path) || (Path.GetExtension(path).Length == 0 && HasSignature(path))) paths.Add(path);
        else LeftOut.Add(ImageFiles.Reason(path), path);
    }

    private bool HasSignature(string path)
    {
        try
        {
            using Stream file = OpenImage(path);
            return ImageFiles.IsImage(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private Stream OpenImage(string path) => RegularFile.OpenRead(Path.Combine(root, path));
}
