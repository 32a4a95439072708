namespace FerNet.Cli;

/// <summary>The exception for invalid arguments that the parser cannot detect, such as invalid combinations.</summary>
internal sealed class UsageException(string message) : Exception(message);
