using System.Diagnostics;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>Runs programs as a user would.</summary>
internal static class DotNet
{
    /// <summary>Runs the dotnet command and answers its standard output; any exit code but 0 fails the test.</summary>
    public static string Run(string workingDirectory, params string[] arguments)
    {
        (int code, string output, string error) = Start("dotnet", workingDirectory, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)}: exit code {code}\n{output}\n{error}");
        return output;
    }

    public static (int Code, string Output, string Error) Start(string program, string workingDirectory, params string[] arguments) =>
        ProcessRun.Of(Settings(program, workingDirectory, arguments), Timeout.InfiniteTimeSpan);

    /// <summary>The test host's own settings must not reach what a program builds.</summary>
    public static ProcessStartInfo Settings(string program, string workingDirectory, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = workingDirectory };
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || key.StartsWith("DOTNET_HOST", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        return start;
    }
}
