using System.Collections.Concurrent;

namespace FerNet.Utilities;

/// <summary>A new temporary folder. It is deleted on disposal, on finalization, or when the process ends.</summary>
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

    /// <summary>Deletes all remaining folders; files that are in use are kept.</summary>
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
            // The system cleans its temporary folder; a file that cannot be deleted is not an error.
        }
    }
}
