using System.Diagnostics;

namespace FerNet.Tests.Support;

/// <summary>Runs one of the programs of FerNet.ChildProcess, or fernet, with an environment that the test chooses.</summary>
internal static class ChildProcess
{
    /// <param name="environment">Variables; of the test's own environment nothing but PATH and the place of .NET is passed on.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static (int Code, string Output, string Error) Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Run([], environment, arguments);

    /// <param name="wrapper">A command that runs the program, such as taskset with its arguments; empty for none.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static (int Code, string Output, string Error) Run(string[] wrapper, IReadOnlyDictionary<string, string> environment,
        params string[] arguments) => Run(Start(wrapper, "FerNet.ChildProcess.dll", environment, arguments));

    /// <summary>Runs fernet.</summary>
    public static (int Code, string Output, string Error) RunFernet(IReadOnlyDictionary<string, string> environment,
        params string[] arguments) => Run(StartFernet(environment, arguments));

    /// <summary>What starts fernet.</summary>
    public static ProcessStartInfo StartFernet(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start([], "FerNet.Cli.dll", environment, arguments);

    private static (int Code, string Output, string Error) Run(ProcessStartInfo start) => ProcessRun.Of(start, TimeSpan.FromMinutes(2));

    private static ProcessStartInfo Start(string[] wrapper, string library, IReadOnlyDictionary<string, string> environment,
        string[] arguments)
    {
        string[] command =
            [.. wrapper, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? host
                : "dotnet", Path.Combine(AppContext.BaseDirectory, library), .. arguments];
        ProcessStartInfo start = new(command[0], command[1..]);
        foreach (string name in start.Environment.Keys.Where(name => name is not ("PATH" or "DOTNET_ROOT" or "SystemRoot")).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return start;
    }
}
