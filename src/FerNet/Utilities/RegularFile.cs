namespace FerNet.Utilities;

/// <summary>
/// Files that are files. A link is followed; a folder, a pipe, a socket or a device is refused: reading one may wait for ever or never end,
/// and moving a file to its place would destroy it.
/// </summary>
internal static class RegularFile
{
    private const int NoSuchDeviceOnUnix = 6;

    /// <summary>The full path, behind links; nothing need be there yet.</summary>
    /// <exception cref="IOException">A folder, a device or a pipe is there, or links lead in a circle.</exception>
    public static string RequirePath(string path)
    {
        string quoted = UntrustedText.Quote(path), full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{quoted} is a folder; name a file.");
        if (Path.GetFileName(full).Length == 0) throw new IOException($"{quoted} names a folder; name a file in it.");
        // Asked before as well: /dev/stdout is a link, and may lead to a file that another program is filling.
        bool isSpecial = IsOfSystem(full);
        if (new FileInfo(full).LinkTarget is not null) full = BehindLinks(full, path);
        if (isSpecial || IsOfSystem(full) || IsPipe(full)) throw NoFile(quoted);
        return full;
    }

    /// <summary>Opens a file that is there for reading, behind links. The caller disposes the stream, which can be sought.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or a folder is there.</exception>
    /// <exception cref="IOException">A device, a pipe or a socket is there, or links lead in a circle, or the file cannot be
    /// read.</exception>
    public static Stream OpenRead(string path, int bufferSize = 4096)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string quoted = UntrustedText.Quote(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{quoted} is a folder; name a file.", quoted);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {quoted}.", quoted);
        string full = Path.GetFullPath(path);
        FileInfo file = new(new FileInfo(full).LinkTarget is null ? full : BehindLinks(full, path));
        // A link to what a process holds open, such as a pipe, has a target without a place.
        if (!file.Exists || IsOfSystem(file.FullName)) throw NoFile(quoted);
        if (file.Length > 0) return OpenStream(file.FullName, quoted, bufferSize);
        // Pipes, sockets and devices have no length. To open a pipe is to wait for its other end, so what has no length is never opened to
        // read.
        return IsPipe(file.FullName) ? throw NoFile(quoted) : new MemoryStream([], writable: false);
    }

    /// <summary>The lines of a text file, read as they are asked for.</summary>
    /// <inheritdoc cref="OpenRead" path="/exception"/>
    public static IEnumerable<string> ReadLines(string path)
    {
        using StreamReader lines = new(OpenRead(path));
        while (lines.ReadLine() is { } line) yield return line;
    }

    /// <summary>The full path of a file or folder with the links among its folders followed too; nothing need be there yet.</summary>
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
            // Opened both ways a pipe waits for nobody.
            using FileStream probe = new(full, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !probe.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A socket cannot be opened at all. A file that may not be written can still be replaced.
            return error.HResult == NoSuchDeviceOnUnix;
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
