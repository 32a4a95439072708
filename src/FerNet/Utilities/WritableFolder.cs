namespace FerNet.Utilities;

/// <summary>Finds out before long work whether its result can be written.</summary>
internal static class WritableFolder
{
    /// <summary>Makes a folder where it is missing, and writes and deletes an empty file in it.</summary>
    /// <exception cref="IOException">It cannot be made, or nothing can be written in it.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made, or nothing can be written in it.</exception>
    public static void Require(string folder)
    {
        Directory.CreateDirectory(folder);
        using FileStream probe = new(
            Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
            FileOptions.DeleteOnClose);
    }
}
