namespace FerNet.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Some input failed.</summary>
    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>Interrupted, and the same command goes on: the number that sysexits.h has for a temporary failure.</summary>
    public const int Interrupted = 75;

    /// <summary>Stopped by Ctrl-C: 128 and the signal's number, as shells have it.</summary>
    public const int Stopped = 130;
}
