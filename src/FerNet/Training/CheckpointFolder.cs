using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>The folder that the checkpoints of a training are kept in.</summary>
internal static class CheckpointFolder
{
    /// <summary>Makes sure, before any work is done, that a training's state can be kept.</summary>
    /// <param name="folder">The folder; null where no checkpoint is wanted.</param>
    /// <exception cref="IOException">The folder cannot be made, or nothing can be written in it.</exception>
    public static void Require(string? folder)
    {
        if (folder is null) return;
        if (File.Exists(folder))
            throw new IOException($"{UntrustedText.Quote(folder)} is a file; checkpoints need a folder. Name another one.");
        try
        {
            Directory.CreateDirectory(folder);
            using FileStream probe =
                new(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                    FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{UntrustedText.Quote(folder)} cannot hold checkpoints: {UntrustedText.Quote(error.Message.TrimEnd('.'))}. Name another " +
                "folder.", error);
        }
    }
}
