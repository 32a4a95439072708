using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>The folder that the checkpoints of a training are kept in.</summary>
internal static class CheckpointFolder
{
    /// <summary>The file with the best model so far, beside the checkpoint.</summary>
    public static string BestModelPath(string folder) => Path.Combine(Path.GetFullPath(folder), "checkpoint.best.onnx");

    /// <exception cref="FileNotFoundException">No epoch of a training has ended in this folder.</exception>
    public static string RequireBestModel(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = BestModelPath(folder);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"There is no model of a training in {UntrustedText.QuotePath(folder)}: no epoch has ended yet, or the folder is another " +
            "one. Resume the training, or name its folder of checkpoints.", path);
    }

    /// <summary>Makes sure, before any work is done, that a training's state can be kept, and keeps others out.</summary>
    /// <param name="folder">The folder; null where no checkpoint is wanted.</param>
    /// <returns>The lock of the folder, which is disposed when the training has ended; null where there is no folder.</returns>
    /// <exception cref="IOException">The folder cannot be made, nothing can be written in it, or another training uses it.</exception>
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
