namespace FerNet.Checks;

/// <summary>Writes a file under a temporary name beside its place and moves it there once it is whole.</summary>
internal static class SafeFile
{
    private const int DiskFullOnUnix = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    public static void Write(string path, Action<Stream> write)
    {
        string full = PlainFile.Of(path), folder = Path.GetDirectoryName(full)!, temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above)) throw new IOException($"{ForeignText.Quote(path)} cannot be written: {ForeignText.Quote(above)} is a file, so nothing can lie in it; name another folder.");
        }
        try
        {
            Directory.CreateDirectory(folder);
            WriteAndMove(full, temporary, write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string cure = error.HResult is DiskFullOnUnix or DiskFullOnWindows ? "make room, or save elsewhere" : "save elsewhere";
            throw new IOException($"{ForeignText.Quote(path)} cannot be written: {ForeignText.Quote(error.Message.Replace(temporary, full, StringComparison.Ordinal).TrimEnd('.'))}. What was there before is untouched; {cure}.", error);
        }
    }

    private static void WriteAndMove(string full, string temporary, Action<Stream> write)
    {
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
