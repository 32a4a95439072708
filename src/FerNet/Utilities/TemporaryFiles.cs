using System.Collections.Concurrent;

namespace FerNet.Utilities;

/// <summary>
/// A new folder for files that must lie on disc for a while; it goes when it is disposed, when nobody holds it any more, or when the
/// process ends.
/// </summary>
internal sealed class TemporaryFiles : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> OpenFolders = [];

    static TemporaryFiles() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteAll();

    public TemporaryFiles(string prefix)
    {
        Folder = Directory.CreateTempSubdirectory(prefix).FullName;
        OpenFolders[Folder] = true;
    }

    ~TemporaryFiles() => Delete(Folder);

    public string Folder { get; }

    public void Dispose()
    {
        Delete(Folder);
        GC.SuppressFinalize(this);
    }

    /// <summary>Deletes every folder that is still there; what is in use elsewhere stays.</summary>
    internal static void DeleteAll()
    {
        foreach (string folder in OpenFolders.Keys) Delete(folder);
    }

    private static void Delete(string folder)
    {
        if (folder is null || !OpenFolders.TryRemove(folder, out _)) return;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left to the system's own cleaning: a file that cannot be deleted is no reason to fail.
        }
    }
}
