using System.Diagnostics;
using System.IO.Compression;
using FerNet.Drawing;
using FerNet.Tests.Docs;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>The command line packed as a .NET tool and unpacked as an installation does it.</summary>
public sealed class PackedTool : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PackedTool()
    {
        string configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Name;
        DotNet.Run(Path.Combine(Repository.Root, "src", "FerNet.Cli"), "pack", "--no-build", "-c",
            configuration == "debug" ? "Debug" : "Release", "-p:PackageVersion=1.0.0-test", $"-p:PublishDir={folder.File("publish")}/",
            "-o", folder.Path);
        ZipFile.ExtractToDirectory(PackagePath, folder.File("tool"));
        Face = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 320));
        Data = DrawnFiles.Csv(folder, perClass: 10);
        NoPackages = Directory.CreateDirectory(folder.File("packages")).FullName;
    }

    public string PackagePath => folder.File("FerNet.Cli.1.0.0-test.nupkg");

    /// <summary>A happy face.</summary>
    public string Face { get; }

    /// <summary>Faces to train on.</summary>
    public string Data { get; }

    /// <summary>An empty folder that stands for NuGet's cache of packages.</summary>
    public string NoPackages { get; }

    /// <summary>Where the tool's native libraries for this system lie.</summary>
    public string NativeFolder => Path.Combine(folder.File("tool/tools/net10.0/any"), "runtimes", "linux-x64", "native");

    public string File(string name) => folder.File(name);

    /// <summary>Runs the tool without torch in its reach, unless variables name it.</summary>
    internal (int Code, string Output, string Error) Run(string[] arguments, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new("dotnet", [folder.File("tool/tools/net10.0/any/FerNet.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
        };
        start.Environment.Remove("FERNET_TORCH");
        start.Environment["NUGET_PACKAGES"] = NoPackages;
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        return ProcessRun.Of(start, TimeSpan.FromMinutes(5));
    }

    public void Dispose() => folder.Dispose();
}
