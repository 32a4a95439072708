using System.Globalization;
using System.Text;

namespace FerNet.Utilities;

/// <summary>
/// Locks a folder for one process, such as the checkpoint folder of a training run, so that two processes do not overwrite each other's
/// files. The lock is an open file, so the system releases it when the process ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>The file's name; its content is only information for users.</summary>
    public const string FileName = ".fernet.lock";

    private const string Start = "process ";
    private const int MaxBytes = 1000;

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock of an existing folder. The caller disposes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="holder">The name in messages of a process that holds the lock.</param>
    /// <exception cref="FolderInUseException">Another process has locked the folder.</exception>
    /// <exception cref="IOException">Another file or folder has the lock's name.</exception>
    public static FolderLock Take(string folder, string holder = "training")
    {
        string path = Path.Combine(Path.GetFullPath(folder), FileName);
        if (new FileInfo(path).LinkTarget is not null) throw NotALockFile(path, holder);
        FileStream? file = null;
        try
        {
            // No other handle may be opened for writing, in this process or another: on Unix by flock, which does not stop other programs
            // from reading.
            (FileShare share, FileOptions options) = OperatingSystem.IsWindows()
                ? (FileShare.Read, FileOptions.DeleteOnClose)
                : (FileShare.None, FileOptions.None);
            if (!File.Exists(path) || IsOurs(path))
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, 1, options);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw InUse(folder, holder, error);
        }
        if (file is null) throw NotALockFile(path, holder);
        try
        {
            Sign(file, path, folder, holder);
            return new FolderLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the file while it is still locked, because afterward it may be another process's lock.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && !file.SafeFileHandle.IsClosed) File.Delete(file.Name);
        file.Dispose();
    }

    private static void Sign(FileStream file, string path, string folder, string holder)
    {
        // The lock of a terminated process is reused; any other file is neither overwritten nor deleted.
        if (!IsOurs(file)) throw NotALockFile(path, holder);
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{Start}{Environment.ProcessId} on {Environment.MachineName} since {DateTimeOffset.UtcNow:u}\n");
        file.SetLength(0);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush();
        // Another holder may have deleted the file between its opening and its locking.
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) != File.GetLastWriteTimeUtc(file.SafeFileHandle))
            throw InUse(folder, holder);
    }

    private static FolderInUseException InUse(string folder, string holder, Exception? error = null) => new(
        $"{UntrustedText.Quote(folder)} is used by another {holder}; the file {FileName} in it says by which process. Wait until it has " +
        "ended, or name another folder.", error);

    private static IOException NotALockFile(string path, string holder) =>
        new($"{UntrustedText.Quote(path)} is not a lock that a {holder} left. Delete it, or name another folder.");

    /// <exception cref="IOException">A process holds the lock.</exception>
    private static bool IsOurs(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return IsOurs(file);
    }

    private static bool IsOurs(FileStream file) =>
        file.Length == 0 || (file.Length <= MaxBytes && Text(file).StartsWith(Start, StringComparison.Ordinal));

    private static string Text(FileStream file)
    {
        byte[] bytes = new byte[MaxBytes];
        file.Position = 0;
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
