using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Writes files atomically.</summary>
internal static class OutputFile
{
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public static void Write(string path, byte[] content) => AtomicFile.Write(path, stream => stream.Write(content));

    /// <summary>Checks before any long work that a file can be written. Returns the full path, with links resolved.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string RequireWritable(string path) => AtomicFile.RequireWritable(path);
}
