namespace FerNet.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Some input failed.</summary>
    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>Interrupted; the same command resumes. The number is EX_TEMPFAIL of sysexits.h.</summary>
    public const int Interrupted = 75;

    /// <summary>Stopped by Ctrl+C: 128 plus the signal number, as in shells.</summary>
    public const int Stopped = 130;
}
