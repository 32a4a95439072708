namespace FerNet.Samples;

/// <summary>Files that are there whole or not at all.</summary>
internal static class OutputFile
{
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public static void Write(string path, byte[] content)
    {
        string full = RequireWritable(path), temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        if (IsDevice(full))
        {
            using FileStream device = new(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.Write(content);
            return;
        }
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes sure, before any long work, that its result can be written; answers the full path.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static string RequireWritable(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a folder; name a file.");
        if (IsDevice(full)) return full;
        // A link stays a link: what it leads to is written.
        if (new FileInfo(full).LinkTarget is not null) full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        string folder = Path.GetDirectoryName(full)!;
        try
        {
            Directory.CreateDirectory(folder);
            using FileStream probe = new(
                Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {error.Message}", error);
        }
        return full;
    }

    /// <summary>Whether a path is written into, as /dev/stdout, because nothing can be moved to its place.</summary>
    private static bool IsDevice(string full) => !OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(full);
}
