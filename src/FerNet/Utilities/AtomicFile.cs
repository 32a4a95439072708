namespace FerNet.Utilities;

/// <summary>Writes a file under a temporary name in the target folder, and renames it once it is complete.</summary>
internal static class AtomicFile
{
    /// <summary>Prefix and suffix of temporary names; between them are 32 hexadecimal digits.</summary>
    private const string Prefix = ".", Suffix = ".tmp";

    private const int DiskFullOnUnix = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    /// <exception cref="IOException">The file cannot be written; an existing file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, overwrite: true);

    /// <summary>
    /// Writes a new file; returns false, and changes nothing, where a file of that name exists or is created at the same time.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static bool TryCreate(string path, Action<Stream> write)
    {
        try
        {
            Write(path, write, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Checks, before long work, that its result can be written. Returns the full path with links resolved.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string RequireWritable(string path)
    {
        string full = RegularFile.RequirePath(path);
        try
        {
            WritableFolder.Require(Path.GetDirectoryName(full)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{UntrustedText.Quote(path)} cannot be written: {UntrustedText.Quote(error.Message)}", error);
        }
        return full;
    }

    /// <summary>
    /// Deletes the temporary files that terminated processes left in a folder; those of running processes are open and are kept.
    /// </summary>
    public static void DeleteUnfinished(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}"))
        {
            if (!Guid.TryParseExact(Path.GetFileName(path)[Prefix.Length..^Suffix.Length], "N", out _)) continue;
            try
            {
                using FileStream unfinished = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another process is writing it, or it belongs to another user.
            }
        }
    }

    private static void Write(string path, Action<Stream> write, bool overwrite)
    {
        string full = RegularFile.RequirePath(path), folder = Path.GetDirectoryName(full)!;
        // Not the target name with a suffix: names are limited to 255 bytes.
        string temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                throw new IOException(
                    $"{UntrustedText.Quote(path)} cannot be written: {UntrustedText.Quote(above)} is a file, so nothing can lie in it; " +
                    "name another folder.");
        }
        try
        {
            Directory.CreateDirectory(folder);
            WriteAndMove(full, temporary, write, overwrite);
        }
        catch (PathTooLongException error)
        {
            throw new IOException(
                $"{UntrustedText.Quote(path)} cannot be written: a path of {full.Length} characters, or a name in it, is too long for " +
                "this system. Save elsewhere.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string cure = error.HResult is DiskFullOnUnix or DiskFullOnWindows ? "make room, or save elsewhere" : "save elsewhere";
            throw new IOException(
                $"{UntrustedText.Quote(path)} cannot be written: " +
                $"{UntrustedText.Quote(error.Message.Replace(temporary, full, StringComparison.Ordinal).TrimEnd('.'))}. What was there " +
                $"before is untouched; {cure}.", error);
        }
    }

    private static void WriteAndMove(string full, string temporary, Action<Stream> write, bool overwrite)
    {
        // A new file gets its mode from the umask. A replacement gets the mode of the replaced file, and nobody else can read it before.
        UnixFileMode? kept = !OperatingSystem.IsWindows() && File.Exists(full) ? File.GetUnixFileMode(full) : null;
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (kept is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (FileStream file = new(temporary, options))
            {
                write(file);
                file.Flush(flushToDisk: true);
                if (kept is { } mode && !OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, mode);
            }
            File.Move(temporary, full, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
