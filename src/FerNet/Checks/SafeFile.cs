namespace FerNet.Checks;

/// <summary>Writes a file under a temporary name beside its place and moves it there once it is whole.</summary>
internal static class SafeFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a folder; name a file.");
        string folder = Path.GetDirectoryName(full)!;
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above)) throw new IOException($"{path} cannot be written: {above} is a file, so nothing can lie in it; name another folder.");
        }
        try
        {
            Directory.CreateDirectory(folder);
            WriteAndMove(full, write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {error.Message.TrimEnd('.')}. What was there before is untouched; make room, or save elsewhere.", error);
        }
    }

    private static void WriteAndMove(string full, Action<Stream> write)
    {
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
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
