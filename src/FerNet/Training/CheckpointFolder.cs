using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>The folder with the checkpoints of a training.</summary>
internal static class CheckpointFolder
{
    /// <summary>The path of the best model so far.</summary>
    public static string BestModelPath(string folder) => Path.Combine(Path.GetFullPath(folder), "checkpoint.best.onnx");

    /// <exception cref="FileNotFoundException">The folder contains no model, because no epoch has ended.</exception>
    public static string RequireBestModel(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = BestModelPath(folder);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"There is no model of a training in {UntrustedText.QuotePath(folder)}: no epoch has ended yet, or the folder is another " +
            "one. Resume the training, or name its folder of checkpoints.", path);
    }

    /// <summary>Verifies before the training that the folder can be written to, and locks it against other trainings.</summary>
    /// <param name="folder">The folder; null for no checkpoints.</param>
    /// <returns>The lock of the folder, which the caller disposes after the training; null if <paramref name="folder"/> is null.</returns>
    /// <exception cref="IOException">The folder cannot be created or written to, or another training uses it.</exception>
    public static FolderLock? Take(string? folder)
    {
        if (folder is null) return null;
        RequireWritable(folder);
        FolderLock held = FolderLock.Take(folder);
        AtomicFile.DeleteUnfinished(folder);
        return held;
    }

    private static void RequireWritable(string folder)
    {
        if (File.Exists(folder))
            throw new IOException($"{UntrustedText.Quote(folder)} is a file; checkpoints need a folder. Name another one.");
        try
        {
            WritableFolder.Require(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{UntrustedText.Quote(folder)} cannot hold checkpoints: {UntrustedText.Quote(error.Message.TrimEnd('.'))}. Name another " +
                "folder.", error);
        }
    }
}
