namespace FerNet.Data.Images;

/// <summary>A file in an archive.</summary>
/// <param name="Index">Its index among the archive's files, from 0.</param>
/// <param name="Name">Its path as stored in the archive.</param>
internal sealed record ArchiveFile(int Index, string Name)
{
    /// <summary>Whether its extension, or where it has none its first bytes, are those of an image.</summary>
    public bool IsImage { get; init; }

    /// <summary>Whether it is a link to another file.</summary>
    public bool IsLink { get; init; }

    /// <summary>The path with forward slashes, without "./", "../" and slashes at its start.</summary>
    public string Path
    {
        get
        {
            string path = Name.Replace('\\', '/');
            while (path is ['/', ..] or ['.', '/', ..] or ['.', '.', '/', ..])
                path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
            return path;
        }
    }

    /// <summary>
    /// Whether the file or a folder above it is hidden: its name begins with a dot, or is a folder that macOS adds to archives.
    /// </summary>
    public bool IsHidden => Path.Split('/').Any(part => part is "__MACOSX" || (part.StartsWith('.') && part is not ("." or "..")));
}
