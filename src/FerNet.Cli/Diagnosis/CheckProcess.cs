using System.Diagnostics;
using FerNet.Utilities;

namespace FerNet.Cli.Diagnosis;

/// <summary>Runs a check in a child process of the same program.</summary>
internal static class CheckProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs in the child process: prints one line with the result and returns the exit code.</summary>
    public static int RunInChild(Terminal terminal, PartCheck check, string torch)
    {
        try
        {
            terminal.Output.WriteLine(check.Use(torch));
            return ExitCode.Success;
        }
#pragma warning disable CA1031 // Whatever a part throws is what the check found.
        catch (Exception error)
#pragma warning restore CA1031
        {
            terminal.Output.WriteLine(check.LibraryProblem() ?? ErrorText.Format(error));
            return ExitCode.Failure;
        }
    }

    /// <param name="check">The check.</param>
    /// <param name="torch">The folder of torch; null if the check does not need it.</param>
    /// <param name="cure">What to do if the check fails.</param>
    /// <param name="cancellationToken">Ends the child process.</param>
    public static CheckResult Run(PartCheck check, string? torch, string cure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = Process.Start(StartInfo(check, torch))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenRegistration ends = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        bool isOver = process.WaitForExit(Limit);
        cancellationToken.ThrowIfCancellationRequested();
        if (!isOver)
        {
            process.Kill(entireProcessTree: true);
            return new CheckResult(check.Name, CheckStatus.Fails, $"it did not end within {Limit.TotalMinutes} minutes", cure);
        }
        string[] lines = (process.ExitCode is ExitCode.Success or ExitCode.Failure ? output.Result : error.Result)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string said = UntrustedText.QuoteNote(lines.Length == 0 ? "" : lines[^1], maximum: 1000);
        return process.ExitCode switch
        {
            ExitCode.Success => new CheckResult(check.Name, CheckStatus.Works, said),
            ExitCode.Failure => new CheckResult(check.Name, CheckStatus.Fails, said, cure),
            int code => new CheckResult(check.Name, CheckStatus.Fails, $"its process ended with code {code}: {said}", cure),
        };
    }

    private static ProcessStartInfo StartInfo(PartCheck check, string? torch)
    {
        // The program is 'dotnet FerNet.Cli.dll' or an executable.
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{typeof(CheckProcess).Assembly.GetName().Name}.dll"));
        string[] arguments = ["doctor", "--check", check.Word];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        if (torch is not null)
        {
            start.ArgumentList.Add("--torch");
            start.ArgumentList.Add(torch);
        }
        return start;
    }
}
