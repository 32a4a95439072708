namespace FerNet.Utilities;

/// <summary>Writes a file under a temporary name beside its place and moves it there once it is whole.</summary>
internal static class AtomicFile
{
    /// <summary>Names of temporary files begin and end so, with 32 hexadecimal digits between.</summary>
    private const string Prefix = ".", Suffix = ".tmp";

    private const int DiskFullOnUnix = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, overwrite: true);

    /// <summary>Writes a new file; false, and nothing is changed, where one of that name is there, or has just come there.</summary>
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

    /// <summary>Makes sure, before any long work, that its result can be written; answers the full path, behind links.</summary>
    /// <exception cref="IOException">It cannot.</exception>
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
    /// Deletes the temporary files that killed processes left in a folder; those of a living process are held open and stay.
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
                // Another process writes it, or it belongs to another user.
            }
        }
    }

    private static void Write(string path, Action<Stream> write, bool overwrite)
    {
        string full = RegularFile.RequirePath(path), folder = Path.GetDirectoryName(full)!;
        // Not the file's name with an ending: a name of 255 bytes is allowed, and a longer one is not.
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
        // A new file has what the user's umask leaves; one that takes another's place has that one's mode, and nobody reads it before.
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
