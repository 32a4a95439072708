using System.Diagnostics;

namespace FerNet.Tests.Support;

/// <summary>Runs a test in a process of its own.</summary>
internal static class TestProcess
{
    /// <param name="test">The test's name, with stars for what is left out.</param>
    /// <param name="environment">Variables of that process.</param>
    public static void Run(string test, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!);
        // 'dotnet FerNet.Tests.dll' needs the name of the library first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(TestProcess).Assembly.Location);
        foreach (string argument in (string[])["--filter-method", test]) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        (int code, string output, string error) = ProcessRun.Of(start, TimeSpan.FromMinutes(5));
        Assert.True(code == 0, output + error);
        Assert.Contains("succeeded: 1", output);
    }
}
