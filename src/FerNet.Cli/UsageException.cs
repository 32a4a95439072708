namespace FerNet.Cli;

/// <summary>The arguments are wrong in a way that only shows when they are taken together.</summary>
internal sealed class UsageException(string message) : Exception(message);
