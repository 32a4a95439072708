using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Files that are there whole or not at all.</summary>
internal static class OutputFile
{
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public static void Write(string path, byte[] content) => AtomicFile.Write(path, stream => stream.Write(content));

    /// <summary>Makes sure, before any long work, that its result can be written; answers the full path, behind links.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static string RequireWritable(string path) => AtomicFile.RequireWritable(path);
}
