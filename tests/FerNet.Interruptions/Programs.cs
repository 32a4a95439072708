using System.Diagnostics;

namespace FerNet.Interruptions;

/// <summary>The programs that are run as processes.</summary>
/// <param name="fernet">The path of FerNet.Cli.dll.</param>
/// <param name="helper">The path of FerNet.ChildProcess.dll.</param>
internal sealed class Programs(string fernet, string helper)
{
    /// <summary>Those that were built together with this one.</summary>
    public static Programs OfThisBuild()
    {
        DirectoryInfo here = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string Sibling(string project) => Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"{project}.dll");
        return new Programs(Sibling("FerNet.Cli"), Sibling("FerNet.ChildProcess"));
    }

    public StartedProcess StartFernet(params IEnumerable<string> arguments) => Start(fernet, arguments);

    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public void RunHelper(params IEnumerable<string> arguments)
    {
        using StartedProcess process = Start(helper, arguments);
        Ending ending = process.WaitForEnd();
        if (ending.Code != 0) throw new InvalidOperationException(ending.ToString());
    }

    private static StartedProcess Start(string library, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [library, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new StartedProcess(Process.Start(start)!);
    }
}

/// <summary>How a process ended.</summary>
internal sealed record Ending(int Code, string Output, string Error)
{
    public override string ToString() => FormattableString.Invariant($"exit code {Code}\n{Output}{Error}");
}

/// <summary>A process whose outputs are collected.</summary>
internal sealed class StartedProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output, error;

    public StartedProcess(Process process)
    {
        this.process = process;
        (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Whether it ends within a time.</summary>
    public bool EndsWithin(TimeSpan time) => process.WaitForExit(time);

    /// <summary>Ends it by SIGKILL; false where it had ended by itself.</summary>
    public bool Kill()
    {
        const int KilledOnUnix = 128 + 9;
        process.Kill();
        process.WaitForExit();
        return process.ExitCode == (OperatingSystem.IsWindows() ? -1 : KilledOnUnix);
    }

    public Ending WaitForEnd()
    {
        process.WaitForExit();
        return new Ending(process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => process.Dispose();
}
