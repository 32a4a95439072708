using System.Diagnostics;

namespace FerNet.Interruptions;

/// <summary>A file system of its own in memory (tmpfs), which can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filling = "filling";

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes one at a folder; null where the system has none or does not allow it.</summary>
    public static SmallDisk? TryMount(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Directory.CreateDirectory(folder);
        return Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "tmpfs", folder)
            ? new SmallDisk(folder)
            : null;
    }

    /// <summary>The bytes that are free.</summary>
    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Takes all room but some bytes.</summary>
    public void Fill(long left)
    {
        using FileStream file = new(System.IO.Path.Combine(Path, Filling), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        byte[] piece = new byte[4096];
        try
        {
            while (Free > left) file.Write(piece);
        }
        catch (IOException)
        {
            // The job was faster: the disk is full.
        }
    }

    public void Empty() => File.Delete(System.IO.Path.Combine(Path, Filling));

    public void Dispose() => Run("umount", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
