namespace FerNet.Utilities;

/// <summary>Another process has locked the folder; the call may succeed after that process has ended.</summary>
internal sealed class FolderInUseException(string message, Exception? inner) : IOException(message, inner);
