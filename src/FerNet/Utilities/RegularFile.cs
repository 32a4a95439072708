namespace FerNet.Utilities;

/// <summary>
/// Opens regular files. Links are followed. A folder, a pipe, a socket or a device is refused, because reading it may never end, and
/// replacing it would destroy it.
/// </summary>
internal static class RegularFile
{
    private const int NoSuchDeviceOnUnix = 6;

    /// <summary>The full path with links resolved; the file need not exist.</summary>
    /// <exception cref="IOException">The path is a folder, a device or a pipe, or links form a cycle.</exception>
    public static string RequirePath(string path)
    {
        string quoted = UntrustedText.Quote(path), full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{quoted} is a folder; name a file.");
        if (Path.GetFileName(full).Length == 0) throw new IOException($"{quoted} names a folder; name a file in it.");
        // Checked before links are resolved as well: /dev/stdout is a link, possibly to a file that another program is writing.
        bool isSpecial = IsOfSystem(full);
        if (new FileInfo(full).LinkTarget is not null) full = BehindLinks(full, path);
        if (isSpecial || IsOfSystem(full) || IsPipe(full)) throw NoFile(quoted);
        return full;
    }

    /// <summary>Opens an existing file for reading; links are followed. The caller disposes the stream, which is seekable.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or the path is a folder.</exception>
    /// <exception cref="IOException">The path is a device, a pipe or a socket, links form a cycle, or the file cannot be read.</exception>
    public static Stream OpenRead(string path, int bufferSize = 4096)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string quoted = UntrustedText.Quote(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{quoted} is a folder; name a file.", quoted);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {quoted}.", quoted);
        string full = Path.GetFullPath(path);
        FileInfo file = new(new FileInfo(full).LinkTarget is null ? full : BehindLinks(full, path));
        // A link to an open pipe of a process has a target without a path.
        if (!file.Exists || IsOfSystem(file.FullName)) throw NoFile(quoted);
        if (file.Length > 0) return OpenStream(file.FullName, quoted, bufferSize);
        // Pipes, sockets and devices have no length. Opening a pipe waits for its other end, so nothing without a length is opened for
        // reading.
        return IsPipe(file.FullName) ? throw NoFile(quoted) : new MemoryStream([], writable: false);
    }

    /// <summary>The lines of a text file, which are read when they are enumerated.</summary>
    /// <inheritdoc cref="OpenRead" path="/exception"/>
    public static IEnumerable<string> ReadLines(string path)
    {
        using StreamReader lines = new(OpenRead(path));
        while (lines.ReadLine() is { } line) yield return line;
    }

    /// <summary>
    /// The full path of a file or folder with links resolved, including those among its parent folders; it need not exist.
    /// </summary>
    public static string BehindAllLinks(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } above) return full;
        string target = Path.Combine(BehindAllLinks(above), Path.GetFileName(full));
        return new FileInfo(target).LinkTarget is null ? target : BehindAllLinks(BehindLinks(target, path));
    }

    private static FileStream OpenStream(string full, string quoted, int bufferSize)
    {
        try
        {
            return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{quoted} cannot be read: {UntrustedText.Quote(error.Message.TrimEnd('.'))}.", error);
        }
    }

    private static IOException NoFile(string quoted) => new($"{quoted} is a device or a pipe; name a file.");

    private static string BehindLinks(string full, string path)
    {
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }
        catch (IOException error)
        {
            throw new IOException(
                $"{UntrustedText.Quote(path)} is a link that cannot be followed: {UntrustedText.Quote(error.Message.TrimEnd('.'))}. Name " +
                "a file.", error);
        }
    }

    private static bool IsOfSystem(string full) => !OperatingSystem.IsWindows() && File.Exists(full)
        && (IsBelow(full, "/proc") || (IsBelow(full, "/dev") && !IsBelow(full, "/dev/shm")));

    private static bool IsPipe(string full)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(full)) return false;
        try
        {
            // Opening a pipe for reading and writing does not block.
            using FileStream probe = new(full, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !probe.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A socket cannot be opened. A file without write permission can still be replaced.
            return error.HResult == NoSuchDeviceOnUnix;
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
