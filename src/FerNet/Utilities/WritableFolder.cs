namespace FerNet.Utilities;

/// <summary>Checks, before long work, that its result can be written.</summary>
internal static class WritableFolder
{
    /// <summary>Creates a folder if it is missing, and writes and deletes an empty file in it.</summary>
    /// <exception cref="IOException">The folder cannot be created or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be created or written to.</exception>
    public static void Require(string folder)
    {
        Directory.CreateDirectory(folder);
        using FileStream probe = new(
            Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
            FileOptions.DeleteOnClose);
    }
}
