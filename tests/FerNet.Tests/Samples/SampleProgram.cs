using System.Diagnostics;
using FerNet.Tests.Docs;
using FerNet.Tests.Support;

namespace FerNet.Tests.Samples;

/// <summary>Runs src/FerNet.Samples as a process of its own, with the packages that it was built with.</summary>
internal static class SampleProgram
{
    private static readonly string Configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Name;

    /// <param name="folder">The folder it runs in, where it writes its files.</param>
    /// <param name="arguments">The sample and its arguments; none for the tour.</param>
    public static (int Code, string Output, string Error) Run(string folder, params string[] arguments) =>
        ProcessRun.Of(Start(folder, arguments), TimeSpan.FromMinutes(10));

    public static ProcessStartInfo Start(string folder, params string[] arguments)
    {
        string program = Path.Combine(Repository.Root, "artifacts", "bin", "FerNet.Samples", Configuration, "FerNet.Samples.dll");
        return new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
    }
}
