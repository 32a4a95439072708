namespace FerNet.Checks;

/// <summary>Paths that are no plain files: devices, pipes, links. Replacing one of them would destroy it.</summary>
internal static class SpecialFile
{
    /// <summary>A device, as /dev/stdout, open to be written into; null for a plain file, and where there is nothing yet.</summary>
    /// <exception cref="IOException">It is a device and cannot be opened, or a pipe.</exception>
    public static FileStream? Open(string fullPath)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(fullPath)) return null;
        if (IsBelow(fullPath, "/proc") || (IsBelow(fullPath, "/dev") && !IsBelow(fullPath, "/dev/shm"))) return new FileStream(fullPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        // Whether somebody will read a pipe cannot be known, and waiting for it may take for ever.
        if (IsPipe(fullPath)) throw new IOException($"{fullPath} is a pipe; name a file, or /dev/stdout.");
        return null;
    }

    /// <summary>The file that a link leads to, also where there is none yet; any other path as it is.</summary>
    public static string BehindLinks(string fullPath)
    {
        FileInfo file = new(fullPath);
        return file.LinkTarget is null ? fullPath : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? fullPath;
    }

    private static bool IsPipe(string fullPath)
    {
        try
        {
            // Opened both ways a pipe waits for nobody.
            using FileStream probe = new(fullPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !probe.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
