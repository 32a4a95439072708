using System.IO.Compression;
using FerNet.Tests.Docs;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>The packages as they would be published, packed once for all tests into a folder that serves as a feed.</summary>
public sealed class PackedFeed : IDisposable
{
    private static readonly string[] Packages = ["FerNet", "FerNet.Extensions", "FerNet.Html"];
    private readonly TemporaryFolder folder = new();

    public PackedFeed()
    {
        string configuration = AppContext.BaseDirectory.TrimEnd('/', '\\').EndsWith("debug", StringComparison.OrdinalIgnoreCase)
            ? "Debug"
            : "Release";
        foreach (string package in Packages)
        {
            DotNet.Run(Path.Combine(Repository.Root, "src", package), "pack", "--no-build", "-c", configuration,
                $"-p:PackageVersion={Version}", "-o", folder.Path);
        }
    }

    public string Version { get; } = $"1.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>The folder of all packages that this machine has restored.</summary>
    public static string Cache { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string Folder => folder.Path;

    public string PackagePath => folder.File($"FerNet.{Version}.nupkg");

    public ZipArchive Open(string package = "FerNet") => ZipFile.OpenRead(folder.File($"{package}.{Version}.nupkg"));

    /// <summary>Also takes the packages out of the machine's cache, where a restore has put them.</summary>
    public void Dispose()
    {
        foreach (string package in Packages)
        {
            string cached = Path.Combine(Cache, package.ToLowerInvariant(), Version);
            if (Directory.Exists(cached)) Directory.Delete(cached, recursive: true);
        }
        folder.Dispose();
    }
}
