namespace FerNet.Checks;

/// <summary>The place of a file that is to be made or replaced. A link is followed, and what is no plain file is refused: moving a file there would destroy it.</summary>
internal static class PlainFile
{
    /// <summary>The full path, behind links; nothing need be there yet.</summary>
    /// <exception cref="IOException">A folder, a device or a pipe is there, or links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a folder; name a file.");
        if (Path.GetFileName(full).Length == 0) throw new IOException($"{path} names a folder; name a file in it.");
        // Asked before as well: /dev/stdout is a link, and may lead to a file that another program is filling.
        bool isSpecial = IsOfSystem(full);
        if (new FileInfo(full).LinkTarget is not null) full = BehindLinks(full, path);
        if (isSpecial || IsOfSystem(full) || IsPipe(full)) throw new IOException($"{path} is a device or a pipe; name a file.");
        return full;
    }

    private static string BehindLinks(string full, string path)
    {
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }
        catch (IOException error)
        {
            throw new IOException($"{path} is a link that cannot be followed: {error.Message.TrimEnd('.')}. Name a file.", error);
        }
    }

    private static bool IsOfSystem(string full) => !OperatingSystem.IsWindows() && File.Exists(full) && (IsBelow(full, "/proc") || (IsBelow(full, "/dev") && !IsBelow(full, "/dev/shm")));

    private static bool IsPipe(string full)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(full)) return false;
        try
        {
            // Opened both ways a pipe waits for nobody.
            using FileStream probe = new(full, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !probe.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file that may not be written can still be replaced.
            return false;
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
