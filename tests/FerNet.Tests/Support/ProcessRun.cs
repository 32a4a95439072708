using System.Diagnostics;

namespace FerNet.Tests.Support;

/// <summary>Runs a process to its end.</summary>
internal static class ProcessRun
{
    /// <summary>Answers the exit code and all that was written; a process that does not end in time is ended, and fails the test.</summary>
    public static (int Code, string Output, string Error) Of(ProcessStartInfo start, TimeSpan limit)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            string command = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
            Assert.Fail($"{command} did not end within {limit}.\n{output.Result}\n{error.Result}");
        }
        return (process.ExitCode, output.Result, error.Result);
    }
}
