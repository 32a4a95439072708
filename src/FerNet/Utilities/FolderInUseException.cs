namespace FerNet.Utilities;

/// <summary>Another process holds the folder; the same call may succeed once that has ended.</summary>
internal sealed class FolderInUseException(string message, Exception? inner) : IOException(message, inner);
