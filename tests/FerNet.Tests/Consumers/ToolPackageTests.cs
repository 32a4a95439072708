using System.IO.Compression;
using FerNet.Drawing;
using FerNet.Tests.Docs;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>The command line as the .NET tool that is published: small enough, and complete without torch.</summary>
public sealed class ToolPackageTests
{
    private const long MaxBytes = 120_000_000;

    [Fact]
    public void The_packed_tool_holds_no_torch_and_predicts_and_says_what_training_needs()
    {
        using TemporaryFolder folder = new();
        string configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Name;
        DotNet.Run(Path.Combine(Repository.Root, "src", "FerNet.Cli"), "pack", "--no-build", "-c",
            configuration == "debug" ? "Debug" : "Release", "-p:PackageVersion=1.0.0-test", $"-p:PublishDir={folder.File("publish")}/",
            "-o", folder.Path);

        string package = folder.File("FerNet.Cli.1.0.0-test.nupkg");
        Assert.InRange(new FileInfo(package).Length, 1, MaxBytes);
        using (ZipArchive archive = ZipFile.OpenRead(package))
        {
            string[] names = [.. archive.Entries.Select(entry => entry.Name)];
            Assert.DoesNotContain(names, name => name.Contains("torch_cpu", StringComparison.Ordinal)
                || name.Contains("torch_cuda", StringComparison.Ordinal) || name.StartsWith("libc10", StringComparison.Ordinal));
            Assert.Contains("FerNet.Cli.dll", names);
            using StreamReader settings = new(archive.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open());
            Assert.Contains("Name=\"fernet\"", settings.ReadToEnd(), StringComparison.Ordinal);
        }

        ZipFile.ExtractToDirectory(package, folder.File("tool"));
        string program = folder.File("tool/tools/net10.0/any/FerNet.Cli.dll");
        string image = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 320));
        Assert.Contains("happy", DotNet.Run(folder.Path, program, "predict", image), StringComparison.Ordinal);
        Assert.Contains("ONNX Runtime", DotNet.Run(folder.Path, program, "--version"), StringComparison.Ordinal);

        (int code, _, string error) = DotNet.Start("dotnet", folder.Path, program, "train", "--data",
            DrawnFiles.Csv(folder, perClass: 10), "--output", folder.File("emotions.zip"));
        Assert.Equal(1, code);
        Assert.Contains("fernet: Training needs torch's native library", error, StringComparison.Ordinal);
        Assert.Contains("The installed tool has no torch", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("emotions.zip")));
    }
}
